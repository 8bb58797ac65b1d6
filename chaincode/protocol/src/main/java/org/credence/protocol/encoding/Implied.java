package org.credence.protocol.encoding;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A component that came to its record after records had been hashed. Its canonical JSON leaves it out where it has the value that
 * those records imply, so that their bytes stay what they were; a field written with that value is not canonical.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Implied {
    /** The name of an enum's constant; nothing for an empty list or, where the component is {@code @Nullable}, for none. */
    String value() default "";
}
