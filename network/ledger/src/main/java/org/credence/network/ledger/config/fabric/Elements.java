package org.credence.network.ledger.config.fabric;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.credence.network.ledger.config.InvalidConfigException;
import org.credence.network.ledger.config.fabric.Element.Place;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ConfigValue;

/** The elements of a tree by their places, as Fabric's {@code configtx} package flattens it. */
final class Elements {
    private static final String ROOT = "Channel";
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9.-]{1,249}");

    private final NavigableMap<Place, Element> byPlace;

    private Elements(NavigableMap<Place, Element> byPlace) {
        this.byPlace = byPlace;
    }

    /** @throws InvalidConfigException when an element has no proper name */
    static Elements of(ConfigGroup channelGroup) throws InvalidConfigException {
        NavigableMap<Place, Element> elements = new TreeMap<>();
        add(elements, List.of(ROOT), channelGroup);
        return new Elements(elements);
    }

    private static void add(Map<Place, Element> elements, List<String> path, ConfigGroup group)
            throws InvalidConfigException {
        put(elements, path, new Element.Group(group));
        for (Map.Entry<String, ConfigGroup> part : group.getGroupsMap().entrySet()) {
            add(elements, child(path, part.getKey()), part.getValue());
        }
        for (Map.Entry<String, ConfigValue> part : group.getValuesMap().entrySet()) {
            put(elements, child(path, part.getKey()), new Element.Value(part.getValue()));
        }
        for (Map.Entry<String, ConfigPolicy> part : group.getPoliciesMap().entrySet()) {
            put(elements, child(path, part.getKey()), new Element.PolicyEntry(part.getValue()));
        }
    }

    private static void put(Map<Place, Element> elements, List<String> path, Element element)
            throws InvalidConfigException {
        Place place = new Place(element.kind(), path);
        if (!isName(place.name())) {
            throw new InvalidConfigException(place + " has no proper name");
        }
        elements.put(place, element);
    }

    private static List<String> child(List<String> path, String name) {
        List<String> child = new ArrayList<>(path);
        child.add(name);
        return child;
    }

    /** Whether an element, or a step of a policy's name, can be called so. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches() && !name.equals(".") && !name.equals("..");
    }

    Optional<Element> find(Place place) {
        return Optional.ofNullable(byPlace.get(place));
    }

    NavigableMap<Place, Element> byPlace() {
        return byPlace;
    }

    /** These elements, with others in their places or beside them. */
    Elements with(Map<Place, Element> changes) {
        NavigableMap<Place, Element> next = new TreeMap<>(byPlace);
        next.putAll(changes);
        return new Elements(next);
    }

    /**
     * The tree of these elements: which parts a group has, the group itself says; what they are stands in their own places.
     *
     * @throws InvalidConfigException when a part that a group has is in no place
     */
    ConfigGroup tree() throws InvalidConfigException {
        return tree(List.of(ROOT));
    }

    private ConfigGroup tree(List<String> path) throws InvalidConfigException {
        ConfigGroup group = require("group", path, ConfigGroup.class);
        ConfigGroup.Builder tree = group.toBuilder();
        for (String name : group.getGroupsMap().keySet()) {
            tree.putGroups(name, tree(child(path, name)));
        }
        for (String name : group.getValuesMap().keySet()) {
            tree.putValues(name, require("value", child(path, name), ConfigValue.class));
        }
        for (String name : group.getPoliciesMap().keySet()) {
            tree.putPolicies(name, require("policy", child(path, name), ConfigPolicy.class));
        }
        return tree.build();
    }

    private <T> T require(String kind, List<String> path, Class<T> type) throws InvalidConfigException {
        Place place = new Place(kind, path);
        return find(place)
                .map(Element::message)
                .map(type::cast)
                .orElseThrow(() -> new InvalidConfigException("there is no " + place));
    }
}
