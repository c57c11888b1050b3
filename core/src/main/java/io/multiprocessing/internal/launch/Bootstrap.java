package io.multiprocessing.internal.launch;

import io.multiprocessing.TransportException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The first bytes on a child's standard input: how to connect, and who it is. The only place where secrets travel.
 *
 * <pre>
 *   magic "MPB1" | length int32 | transport name | transport class | address | count int32 | (key, value)...
 *   strings as length int32 | UTF-8: a class path may be longer than DataOutput.writeUTF allows
 * </pre>
 *
 * @param transport the transport's name
 * @param transportClass its provider class, so that the child need not search for it
 * @param address the {@link io.multiprocessing.spi.Invitation#address()}
 * @param properties what the layer above wants the child to know before it is connected
 */
public record Bootstrap(String transport, String transportClass, String address, Map<String, String> properties) {
    private static final int MAGIC = 0x4D504231;
    private static final int MAX_LENGTH = 1 << 20;

    public void writeTo(OutputStream out) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var data = new DataOutputStream(bytes);
        writeString(data, transport);
        writeString(data, transportClass);
        writeString(data, address);
        data.writeInt(properties.size());
        for (Map.Entry<String, String> entry : properties.entrySet()) {
            writeString(data, entry.getKey());
            writeString(data, entry.getValue());
        }
        var framed = new ByteArrayOutputStream();
        var header = new DataOutputStream(framed);
        header.writeInt(MAGIC);
        header.writeInt(bytes.size());
        bytes.writeTo(framed);
        out.write(framed.toByteArray());
        out.flush();
    }

    /** Reads exactly the block, so that what follows it on the stream is the caller's. */
    public static Bootstrap readFrom(InputStream in) throws IOException {
        var header = new DataInputStream(new ByteArrayInputStream(in.readNBytes(8)));
        int magic = header.readInt();
        int length = header.readInt();
        if (magic != MAGIC || length < 0 || length > MAX_LENGTH) {
            throw new TransportException("What stands on standard input is not from a parent of this version: magic=0x"
                    + Integer.toHexString(magic) + " length=" + length);
        }
        var data = new DataInputStream(new ByteArrayInputStream(in.readNBytes(length)));
        String transport = readString(data);
        String transportClass = readString(data);
        String address = readString(data);
        Map<String, String> properties = new LinkedHashMap<>();
        for (int count = data.readInt(); count > 0; count--) {
            properties.put(readString(data), readString(data));
        }
        return new Bootstrap(transport, transportClass, address, properties);
    }

    private static void writeString(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readString(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new EOFException("A string of " + length + " bytes is longer than what is left: " + in.available());
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
