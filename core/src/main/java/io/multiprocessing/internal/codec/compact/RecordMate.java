package io.multiprocessing.internal.codec.compact;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodType;
import java.util.function.Consumer;

/**
 * The code of a class that is made beside a record's, as part of its nest, so that it may touch what is private there:
 *
 * <pre>
 *   static Object make(Object components) {
 *       Object[] c = (Object[]) components;
 *       return new R((A) c[0], ((Long) c[1]).longValue(), ...);
 *       return new R(...).readResolve();                              where there is one
 *   }
 *
 *   static Object takeApart(Object record) {
 *       R r = (R) record;
 *       return new Object[] {r.a, Long.valueOf(r.b), ...};            the fields, not what accessors say
 *   }
 * </pre>
 *
 * <p>To reach a constructor or a field by reflection for the first time, a JVM makes classes too: for each cast, each
 * primitive type, and the array, up to some twenty, more than all the rest that a child does on the way to its first task.
 * This is one. It is written without lambdas, of which each costs a fresh JVM what this saves it.
 */
final class RecordMate implements Consumer<ClassBuilder> {
    /** Of both methods. */
    static final MethodType TYPE = MethodType.methodType(Object.class, Object.class);

    static final String MAKE = "make";
    static final String TAKE_APART = "takeApart";

    private static final String NAME = "RecordMate";
    private static final MethodTypeDesc DESCRIPTION =
            MethodTypeDesc.of(ConstantDescs.CD_Object, ConstantDescs.CD_Object);
    private static final ClassDesc ARRAY = ConstantDescs.CD_Object.arrayType();

    private final ClassDesc type;
    private final String[] names;
    private final Class<?>[] components;
    private final boolean resolves;

    private RecordMate(Class<?> type, String[] names, Class<?>[] components, boolean resolves) {
        this.type = describe(type);
        this.names = names;
        this.components = components;
        this.resolves = resolves;
    }

    /** The class, as a file of it would be. */
    static byte[] codeOf(Class<?> type, String[] names, Class<?>[] components, boolean resolves) {
        return ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS)
                .build(ClassDesc.of(type.getPackageName(), NAME), new RecordMate(type, names, components, resolves));
    }

    private static ClassDesc describe(Class<?> type) {
        return ClassDesc.ofDescriptor(type.descriptorString());
    }

    private static ClassDesc boxOf(Class<?> primitive) {
        return describe(MethodType.methodType(primitive).wrap().returnType());
    }

    @Override
    public void accept(ClassBuilder builder) {
        builder.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER | ClassFile.ACC_SYNTHETIC)
                .withMethodBody(MAKE, DESCRIPTION, ClassFile.ACC_STATIC, new Make())
                .withMethodBody(TAKE_APART, DESCRIPTION, ClassFile.ACC_STATIC, new TakeApart());
    }

    private final class Make implements Consumer<CodeBuilder> {
        @Override
        public void accept(CodeBuilder code) {
            code.aload(0).checkcast(ARRAY).astore(0).new_(type).dup();
            ClassDesc[] parameters = new ClassDesc[components.length];
            for (int i = 0; i < components.length; i++) {
                parameters[i] = describe(components[i]);
                code.aload(0).loadConstant(i).aaload();
                if (components[i].isPrimitive()) {
                    ClassDesc box = boxOf(components[i]);
                    String unbox = components[i].getName().concat("Value");
                    code.checkcast(box).invokevirtual(box, unbox, MethodTypeDesc.of(parameters[i]));
                } else {
                    code.checkcast(parameters[i]);
                }
            }
            code.invokespecial(type, ConstantDescs.INIT_NAME, MethodTypeDesc.of(ConstantDescs.CD_void, parameters));
            if (resolves) {
                code.invokevirtual(type, "readResolve", MethodTypeDesc.of(ConstantDescs.CD_Object));
            }
            code.areturn();
        }
    }

    private final class TakeApart implements Consumer<CodeBuilder> {
        @Override
        public void accept(CodeBuilder code) {
            code.aload(0).checkcast(type).astore(0);
            code.loadConstant(components.length).anewarray(ConstantDescs.CD_Object);
            for (int i = 0; i < components.length; i++) {
                ClassDesc component = describe(components[i]);
                code.dup().loadConstant(i).aload(0).getfield(type, names[i], component);
                if (components[i].isPrimitive()) {
                    ClassDesc box = boxOf(components[i]);
                    code.invokestatic(box, "valueOf", MethodTypeDesc.of(box, component));
                }
                code.aastore();
            }
            code.areturn();
        }
    }
}
