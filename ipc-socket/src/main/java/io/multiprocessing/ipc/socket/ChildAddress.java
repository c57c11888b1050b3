package io.multiprocessing.ipc.socket;

import io.multiprocessing.TransportException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a child is told on its standard input: {@code
 * <invitation>:<token in hexadecimal digits>:<provider>:<path>}.
 *
 * @param invitation which child it is; no secret
 * @param token what proves it; good for one connection
 * @param provider what makes the parent's channels: {@link ChannelProvider#name}
 * @param path the parent's socket
 */
record ChildAddress(long invitation, byte[] token, String provider, String path) {
    private static final char SEPARATOR = ':';

    String text() {
        return Long.toString(invitation) + SEPARATOR + HexFormat.of().formatHex(token) + SEPARATOR + provider
                + SEPARATOR + path;
    }

    /** @throws TransportException when it is no address; the text, which has a secret in it, is not in the message */
    static ChildAddress parse(String text) {
        int first = text.indexOf(SEPARATOR);
        int second = text.indexOf(SEPARATOR, first + 1);
        int third = text.indexOf(SEPARATOR, second + 1);
        if (first < 0 || second != first + 1 + 2 * Preamble.TOKEN_BYTES || third < 0 || third == text.length() - 1) {
            throw notAnAddress(text, null);
        }
        try {
            long invitation = Long.parseLong(text.substring(0, first));
            byte[] token = HexFormat.of().parseHex(text, first + 1, second);
            return new ChildAddress(
                    invitation, token, text.substring(second + 1, third), text.substring(third + 1));
        } catch (IllegalArgumentException e) {
            throw notAnAddress(text, e);
        }
    }

    private static TransportException notAnAddress(String text, @Nullable Throwable cause) {
        return new TransportException(
                "Not the address of a parent's socket (invitation:token:provider:path): characters="
                        + text.length() + ". Parent and child may have different versions of this library.",
                cause);
    }

    /** Without the token: this may be logged. */
    @Override
    public String toString() {
        return "ChildAddress[invitation=" + invitation + " path=" + path + "]";
    }
}
