package io.multiprocessing.tck.family.harness;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;

/** Can be written, but not be read again. */
public final class Fussy implements Serializable {
    private static final long serialVersionUID = 1;

    private void readObject(ObjectInputStream stream) throws InvalidObjectException {
        throw new InvalidObjectException("I refuse to be read");
    }
}
