package org.credence.protocol.encoding;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a record type is made of, in the order of its canonical JSON. */
final class RecordShape {
    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return new RecordShape(type);
        }
    };

    /**
     * One component.
     *
     * @param implied whether it is left out of the canonical JSON where it has its implied value
     * @param impliedValue the value of a component that is left out; null for none
     * @param position in the record's constructor
     */
    record Component(
            String name,
            Type type,
            boolean nullable,
            boolean implied,
            @Nullable Object impliedValue,
            int position,
            Method accessor) {
        /** Whether a field with this value is left out. */
        boolean leavesOut(@Nullable Object value) {
            return implied && Objects.equals(value, impliedValue);
        }
    }

    private final List<Component> components;
    private final Constructor<?> constructor;

    private RecordShape(Class<?> type) {
        RecordComponent[] declared = type.getRecordComponents();
        var found = new ArrayList<Component>();
        for (int i = 0; i < declared.length; i++) {
            Method accessor = declared[i].getAccessor();
            accessor.setAccessible(true);
            boolean nullable = declared[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
            Implied implied = declared[i].getAnnotation(Implied.class);
            found.add(new Component(
                    declared[i].getName(),
                    declared[i].getGenericType(),
                    nullable,
                    implied != null,
                    implied == null || nullable ? null : impliedValue(declared[i], implied),
                    i,
                    accessor));
        }
        found.sort(Comparator.comparing(Component::name));
        components = List.copyOf(found);
        try {
            constructor = type.getDeclaredConstructor(
                    Arrays.stream(declared).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has a canonical constructor, " + type, e);
        }
        constructor.setAccessible(true);
    }

    private static Object impliedValue(RecordComponent component, Implied implied) {
        if (component.getType() == List.class && implied.value().isEmpty()) {
            return List.of();
        }
        Object[] constants = component.getType().getEnumConstants();
        return Stream.of(constants == null ? new Object[0] : constants)
                .filter(constant -> ((Enum<?>) constant).name().equals(implied.value()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "%s has no value '%s' to imply".formatted(component, implied.value())));
    }

    /** The shape of a record type. */
    static RecordShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    /** The components, ordered by name. */
    List<Component> components() {
        return components;
    }

    /** The component with this name, or null. */
    @Nullable
    Component named(String name) {
        for (Component component : components) {
            if (component.name().equals(name)) {
                return component;
            }
        }
        return null;
    }

    /** A component's value in this record. */
    @Nullable
    Object read(Component component, Object owner) {
        try {
            return component.accessor().invoke(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the accessor of " + component.name() + " was made accessible", e);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException("component " + component.name() + " could not be read", e.getCause());
        }
    }

    /**
     * A record with these values, each at its component's position.
     *
     * @throws IllegalArgumentException if the constructor refuses them
     */
    Object create(@Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            String message =
                    e.getCause() == null ? "" : String.valueOf(e.getCause().getMessage());
            throw new IllegalArgumentException(message, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the constructor of " + constructor.getDeclaringClass() + " failed", e);
        }
    }
}
