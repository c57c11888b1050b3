/**
 * The kit's machinery: begin with {@link io.multiprocessing.tck.internal.Family}, what a test sees.
 *
 * <pre>
 *   test's JVM                                                     child JVM (or a thread, in process)
 *   Family ─ starts ─▶ Peer ─ link ══════════════════════════════▶ Scene ─ plays a Script
 *                       │                                            │
 *                       └── Board: a directory of reports and gates ─┘
 * </pre>
 *
 * What a child notices is told on a board, never on the link that is under test. What runs in a child ({@code
 * LinkChild}, {@code LinkParent}, {@code Scene}, {@code Script}, {@code Board}, {@code Inbox}, {@code Numbered}, {@code
 * Launch}) uses neither JUnit nor AssertJ, so that children start fast. Imports {@code spi} and {@code internal.launch}
 * of the core.
 */
@NullMarked
package io.multiprocessing.tck.internal;

import org.jspecify.annotations.NullMarked;
