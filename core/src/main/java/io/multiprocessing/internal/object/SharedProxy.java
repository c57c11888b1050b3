package io.multiprocessing.internal.object;

import io.multiprocessing.internal.codec.compact.RepeatableReplacement;
import java.io.Serializable;

/** What every proxy of a shared object is besides: it travels as a ticket. */
public interface SharedProxy extends Serializable, RepeatableReplacement {
    /** Called by the codec. */
    Object writeReplace();
}
