package io.multiprocessing.tck.family.harness;

import io.multiprocessing.spi.Frame;

/** What no child does by itself. */
public final class Misbehaviour {
    private Misbehaviour() {}

    /**
     * In a child: sends its parent a frame that the protocol does not know. By reflection, because this is open to
     * nobody who uses the library as modules.
     */
    public static void sendFrameOfType(int type) throws ReflectiveOperationException {
        Class<?> memberType = Class.forName("io.multiprocessing.internal.family.Member");
        Object member = memberType.getMethod("born").invoke(null);
        memberType.getMethod("sendToParent", Frame.class).invoke(member, Frame.of(type, new byte[0]));
    }
}
