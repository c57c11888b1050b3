package io.multiprocessing.spi;

/**
 * What a parent prepared for one child that is about to be started. A transport that must remember more than the
 * address between {@link Transport#invite} and {@link Transport#accept} extends this class.
 */
public class Invitation implements AutoCloseable {
    private final String address;

    /**
     * @param address what the child needs in order to connect, secrets included: it travels on the child's standard
     *     input only, never in an argument or in the environment; empty when it needs nothing. At most 16 KiB.
     */
    public Invitation(String address) {
        this.address = address;
    }

    public final String address() {
        return address;
    }

    /**
     * Takes the invitation back: called in any case, after {@link Transport#accept} or when the child did not start.
     */
    @Override
    public void close() {}
}
