/**
 * The transport "socket": links over Unix domain sockets. Begin with {@link
 * io.multiprocessing.ipc.socket.SocketTransport}.
 *
 * <pre>
 *   parent                                                      child
 *   SocketTransport ─▶ SocketServer (Netty)                     SocketTransport
 *                        │ accepts a connection                   │ connects, sends the Preamble
 *                        ▼                                        ▼
 *   Invitations ◀───── Gate: whose token is it?  ◀═══ socket ═══ ChildLink
 *                        │ yes                                    │
 *                        ▼                                        │
 *   FrameHandler ◀─ Inbox ◀─ FrameInput: FrameAssembler           │ FrameAssembler ─▶ FrameHandler
 *   Link.send ─────▶ ServedLink: ChannelWriter    ═══ socket ══▶  │ ChannelWriter ◀── Link.send
 * </pre>
 *
 * <p>A child loads none of Netty's classes: {@code SocketServer}, {@code Gate}, {@code FrameInput} and {@code
 * ServedLink} alone know them. Of the project the package imports the SPI only.
 */
@NullMarked
package io.multiprocessing.ipc.socket;

import org.jspecify.annotations.NullMarked;
