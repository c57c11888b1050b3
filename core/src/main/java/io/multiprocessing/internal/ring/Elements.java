package io.multiprocessing.internal.ring;

import io.multiprocessing.internal.call.Reference;
import io.multiprocessing.internal.codec.StandardCodec;
import io.multiprocessing.internal.family.Member;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** How values stand in an object's memory: byte arrays as they are, the rest as the member's codec encodes it. */
public final class Elements {
    private final Reference home;
    private final Member member;
    /** A codec of the user's may do with byte arrays what it likes. */
    private final boolean takesBytes;

    public Elements(Reference home) {
        this.home = home;
        this.member = home.member();
        this.takesBytes = member.codec() instanceof StandardCodec;
    }

    /** @throws io.multiprocessing.TransportException when it is larger than what could be passed on in a message */
    public Payload payload(@Nullable Object value) {
        if (takesBytes && value instanceof byte[] bytes) {
            home.requireFits(bytes.length);
            return Payload.bytes(bytes);
        }
        ByteBuffer encoded = member.encode(value);
        home.requireFits(encoded.remaining());
        return Payload.encoded(encoded);
    }

    /** Of an element that was taken. */
    public @Nullable Object value(Element element) {
        return element.isEncoded() ? member.decode(ByteBuffer.wrap(element.bytes())) : element.bytes();
    }

    /** Of an element that stays where it is. */
    public @Nullable Object look(Element element) {
        return element.isEncoded() ? member.look(ByteBuffer.wrap(element.bytes())) : element.bytes();
    }
}
