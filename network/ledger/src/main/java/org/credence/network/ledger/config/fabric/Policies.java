package org.credence.network.ledger.config.fabric;

import java.util.List;
import java.util.Optional;
import org.credence.network.ledger.config.fabric.Element.Place;

/** The policies of one configuration, by the names that Fabric has for them. */
public final class Policies {
    private static final String ROOT = "/Channel/";

    private final PolicyTree tree;

    Policies(PolicyTree tree) {
        this.tree = tree;
    }

    /** The policy of this full name, for example {@code /Channel/Application/Endorsement}. */
    public Optional<Policy> find(String name) {
        return name.startsWith(ROOT) ? tree.find(List.of(), name.substring(ROOT.length())) : Optional.empty();
    }

    /** The policy that changes of an element must meet: a full name, or one that is seen from the element's group. */
    Optional<Policy> forChange(Place place, String name) {
        if (name.startsWith("/")) {
            return find(name);
        }
        List<String> path = place.path();
        boolean isGroup = place.kind().equals("group");
        return tree.find(path.subList(1, isGroup ? path.size() : path.size() - 1), name);
    }
}
