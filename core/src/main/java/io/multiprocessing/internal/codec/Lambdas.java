package io.multiprocessing.internal.codec;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import org.jspecify.annotations.Nullable;

/** Names lambdas and what they captured, in the words of the source. */
final class Lambdas {
    private static final String CLASS_MARK = "$$Lambda";
    private static final String BODY_MARK = "lambda$";

    private Lambdas() {}

    static boolean isLambda(Class<?> type) {
        return type.isHidden() && type.getName().contains(CLASS_MARK);
    }

    /** The class whose source has the lambda. */
    static String definingClass(Class<?> lambdaClass) {
        String name = lambdaClass.getName();
        return name.substring(0, name.indexOf(CLASS_MARK));
    }

    /** "a lambda of app.Main", or the class's name when it is no lambda's. */
    static String describe(Class<?> type) {
        return isLambda(type) ? "a lambda of " + definingClass(type) : type.getTypeName();
    }

    /** What a serialisable lambda becomes in a stream; null when it does not get that far. */
    static @Nullable SerializedLambda serializedForm(Object lambda) {
        try (Capture stream = new Capture()) {
            stream.writeObject(lambda);
            return null;
        } catch (Capture.Found found) {
            return found.form;
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    /** "the lambda in app.Main.run (Main.java)" or "the method reference app.Service::run". */
    static String describe(SerializedLambda form) {
        if (!isBody(form)) {
            return "the method reference " + dotted(form.getImplClass()) + "::" + form.getImplMethodName();
        }
        String className = dotted(form.getCapturingClass());
        String name = form.getImplMethodName().substring(BODY_MARK.length());
        int end = name.indexOf('$');
        String method = end < 0 ? name : name.substring(0, end);
        String place = switch (method) {
            case "new" -> "a constructor of " + className;
            case "static" -> "the static initialiser of " + className;
            default -> className + "." + method;
        };
        return "the lambda in " + place + " (" + sourceFile(className) + ")";
    }

    /** True when the first captured argument is the instance in whose method the lambda stands. */
    static boolean capturesThis(SerializedLambda form) {
        return isBody(form) && takesInstance(form);
    }

    /** True when the first captured argument is what stands before the {@code ::}. */
    static boolean capturesReceiver(SerializedLambda form) {
        return !isBody(form) && takesInstance(form);
    }

    private static boolean isBody(SerializedLambda form) {
        return form.getImplMethodName().startsWith(BODY_MARK);
    }

    private static boolean takesInstance(SerializedLambda form) {
        int kind = form.getImplMethodKind();
        return kind == MethodHandleInfo.REF_invokeVirtual
                || kind == MethodHandleInfo.REF_invokeSpecial
                || kind == MethodHandleInfo.REF_invokeInterface;
    }

    private static String dotted(String internalName) {
        return internalName.replace('/', '.');
    }

    private static String sourceFile(String className) {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        int inner = simple.indexOf('$', 1);
        return (inner < 0 ? simple : simple.substring(0, inner)) + ".java";
    }

    /**
     * A stream that ends at the first lambda. A lambda's {@code writeReplace} is private and perhaps in a closed
     * module; a stream may call it.
     */
    private static final class Capture extends ObjectOutputStream {
        Capture() throws IOException {
            super(OutputStream.nullOutputStream());
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object object) throws IOException {
            if (object instanceof SerializedLambda form) {
                throw new Found(form);
            }
            return object;
        }

        static final class Found extends IOException {
            private static final long serialVersionUID = 1;

            private final transient SerializedLambda form;

            Found(SerializedLambda form) {
                this.form = form;
            }
        }
    }
}
