package io.multiprocessing.tck.family.harness;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import java.io.IOException;
import java.io.Serializable;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;

/** Classes that only children have: they are made while the tests run, in a directory of the children's class path. */
public final class StrangeClasses {
    /** An unchecked exception with a constructor that takes a message. */
    public static final String EXCEPTION = "strange.StrangeException";

    /** A serialisable class with a constructor that takes nothing. */
    public static final String VALUE = "strange.StrangeValue";

    private static final MethodTypeDesc NO_ARGUMENTS = MethodTypeDesc.of(CD_void);
    private static final MethodTypeDesc ONE_STRING = MethodTypeDesc.of(CD_void, CD_String);

    private StrangeClasses() {}

    /** Writes the classes. */
    public static void writeTo(Path directory) throws IOException {
        ClassDesc parent = ClassDesc.of("java.lang.IllegalStateException");
        write(directory, EXCEPTION, ClassFile.of()
                .build(ClassDesc.of(EXCEPTION), type -> type.withSuperclass(parent)
                        .withFlags(ClassFile.ACC_PUBLIC)
                        .withMethodBody(INIT_NAME, ONE_STRING, ClassFile.ACC_PUBLIC, code -> code.aload(0)
                                .aload(1)
                                .invokespecial(parent, INIT_NAME, ONE_STRING)
                                .return_())));
        write(directory, VALUE, ClassFile.of()
                .build(ClassDesc.of(VALUE), type -> type.withFlags(ClassFile.ACC_PUBLIC)
                        .withInterfaceSymbols(ClassDesc.of(Serializable.class.getName()))
                        .withMethodBody(INIT_NAME, NO_ARGUMENTS, ClassFile.ACC_PUBLIC, code -> code.aload(0)
                                .invokespecial(CD_Object, INIT_NAME, NO_ARGUMENTS)
                                .return_())));
    }

    private static void write(Path directory, String name, byte[] bytes) throws IOException {
        Path file = directory.resolve(name.replace('.', '/') + ".class");
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    /** In a child: a new exception of the class. */
    public static RuntimeException exception(String message) throws ReflectiveOperationException {
        return (RuntimeException) Class.forName(EXCEPTION).getConstructor(String.class).newInstance(message);
    }

    /** In a child: a new value of the class. */
    public static Object value() throws ReflectiveOperationException {
        return Class.forName(VALUE).getConstructor().newInstance();
    }
}
