package io.multiprocessing.ipc.sharedmem;

import io.multiprocessing.tck.family.FamilyContract;

/** Everything a user sees, over this transport. */
class SharedMemoryFamilyTest implements FamilyContract {
    @Override
    public String transport() {
        return "sharedmem";
    }
}
