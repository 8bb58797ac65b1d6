package org.credence.architecture;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.List;

/**
 * Packages that belong together, and which others they may know.
 *
 * @param packages as ArchUnit writes them: {@code a.b..} is {@code a.b} and all below it
 * @param mayKnow names of other layers
 */
record Layer(String name, String packages, List<String> mayKnow) {
    static Layer of(String name, String packages, String... mayKnow) {
        return new Layer(name, packages, List.of(mayKnow));
    }

    /** Of these layers, each knows no others than it may; none of them is empty. */
    static ArchRule knowOnlyWhatTheyMay(List<Layer> layers) {
        LayeredArchitecture rule = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (Layer layer : layers) {
            rule = rule.layer(layer.name).definedBy(layer.packages);
        }
        for (Layer layer : layers) {
            rule = layer.mayKnow.isEmpty()
                    ? rule.whereLayer(layer.name).mayNotAccessAnyLayer()
                    : rule.whereLayer(layer.name).mayOnlyAccessLayers(layer.mayKnow.toArray(String[]::new));
        }
        return rule;
    }
}
