package org.credence.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.List;

/** Methods and constructors that code may call or refer to. */
interface Access {
    /** A constructor's name in a class file. */
    String NEW = "<init>";

    /** Whether this is one of them. */
    boolean is(AccessTarget target);

    /** Methods of this class, whatever their parameters. */
    static Access uses(Class<?> owner, String... names) {
        List<String> named = List.of(names);
        return target -> target.getOwner().isEquivalentTo(owner) && named.contains(target.getName());
    }

    /** Methods of this class and of all below it, whatever their parameters. */
    static Access below(Class<?> owner, String... names) {
        List<String> named = List.of(names);
        return target -> target.getOwner().isAssignableTo(owner) && named.contains(target.getName());
    }

    /** One method, not its namesakes with other parameters. */
    static Access exactly(Class<?> owner, String name, Class<?>... parameters) {
        List<String> types = Arrays.stream(parameters).map(Class::getName).toList();
        return target -> target instanceof CodeUnitAccessTarget unit
                && uses(owner, name).is(target)
                && unit.getRawParameterTypes().stream()
                        .map(JavaClass::getName)
                        .toList()
                        .equals(types);
    }

    /** Any of these, as what a rule is about. */
    static DescribedPredicate<JavaAccess<?>> anyOf(String description, Access... accesses) {
        return DescribedPredicate.describe(
                description, access -> Arrays.stream(accesses).anyMatch(one -> one.is(access.getTarget())));
    }
}
