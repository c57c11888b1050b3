package io.multiprocessing.ipc.socket;

import io.multiprocessing.tck.family.FamilyContract;

/** Everything a user sees, over this transport. */
class SocketFamilyTest implements FamilyContract {
    @Override
    public String transport() {
        return "socket";
    }
}
