package io.multiprocessing.internal.launch;

import io.multiprocessing.TransportException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The first bytes on a child's standard input: how to connect, and who it is. The only place where secrets travel.
 *
 * <pre>
 *   magic "MPB1" | length int32 | transport name | transport class | address | count int32 | (key, value)...
 *   strings as DataOutput.writeUTF
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
        data.writeUTF(transport);
        data.writeUTF(transportClass);
        data.writeUTF(address);
        data.writeInt(properties.size());
        for (Map.Entry<String, String> entry : properties.entrySet()) {
            data.writeUTF(entry.getKey());
            data.writeUTF(entry.getValue());
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
        String transport = data.readUTF();
        String transportClass = data.readUTF();
        String address = data.readUTF();
        Map<String, String> properties = new LinkedHashMap<>();
        for (int count = data.readInt(); count > 0; count--) {
            properties.put(data.readUTF(), data.readUTF());
        }
        return new Bootstrap(transport, transportClass, address, properties);
    }
}
