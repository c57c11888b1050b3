package io.multiprocessing.ipc.pipe;

import io.multiprocessing.tck.family.FamilyContract;

/** Everything a user sees, over this transport. */
class PipeFamilyTest implements FamilyContract {
    @Override
    public String transport() {
        return "pipe";
    }
}
