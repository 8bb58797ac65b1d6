package org.credence.network.ledger.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.credence.network.ledger.message.StateKey;
import org.credence.network.ledger.message.StateUpdates;
import org.credence.network.ledger.message.Version;
import org.junit.jupiter.api.Test;

final class CollectionRegistryTest {
    private static final Set<String> ORGANIZATIONS = Set.of("AMSP", "BMSP");

    private static CollectionDefinition definition(String name, long blockToLive, String... members) {
        return new CollectionDefinition(name, List.of(members), 1, 2, blockToLive, true, false);
    }

    private static CollectionRegistry registry(CollectionDefinition... definitions) {
        return CollectionRegistry.of(Map.of("c", List.of(definitions)));
    }

    /* As the chain would have it: through the values that are written. */
    private static CollectionRegistry onChain(CollectionRegistry registry) {
        StateUpdates updates = new StateUpdates();
        registry.changesFrom(CollectionRegistry.EMPTY)
                .forEach((key, value) -> updates.put(
                        StateKey.of(CollectionRegistry.LIFECYCLE, key), new Version(1, 0), Optional.of(value)));
        return CollectionRegistry.EMPTY.after(updates);
    }

    @Test
    void definitionsComeBackFromTheChainAsTheyWere() {
        CollectionDefinition one = definition("one", 0, "AMSP");
        CollectionDefinition two =
                new CollectionDefinition("two", List.of("BMSP", "AMSP"), 0, 0, Long.MAX_VALUE, false, true);

        CollectionRegistry read = onChain(registry(two, one));

        assertThat(read.find("c", "one")).contains(one);
        assertThat(read.find("c", "two")).contains(two);
        assertThat(read.find("c", "three")).isEmpty();
        assertThat(read.find("d", "one")).isEmpty();
        assertThat(registry(one, two).changesFrom(read)).isEmpty();
    }

    @Test
    void membersDoWhatTheyWantAndOthersWhatTheDefinitionLeavesThem() {
        CollectionRegistry registry = registry(definition("one", 0, "AMSP"));

        assertThat(registry.access("c", "one", "AMSP", ORGANIZATIONS)).contains(new CollectionAccess(true, true, true));
        assertThat(registry.access("c", "one", "BMSP", ORGANIZATIONS))
                .contains(new CollectionAccess(false, false, true));
        assertThat(registry.access("c", "two", "AMSP", ORGANIZATIONS)).isEmpty();
    }

    @Test
    void anOrganizationsOwnCollectionIsInEveryContract() {
        CollectionRegistry none = CollectionRegistry.EMPTY;

        assertThat(none.access("any", "_implicit_org_AMSP", "AMSP", ORGANIZATIONS))
                .contains(new CollectionAccess(true, true, true));
        assertThat(none.access("any", "_implicit_org_AMSP", "BMSP", ORGANIZATIONS))
                .contains(new CollectionAccess(false, true, true));
        assertThat(none.access("any", "_implicit_org_CMSP", "AMSP", ORGANIZATIONS))
                .isEmpty();
    }

    @Test
    void aValueIsOverOneBlockAfterItsLastToLive() {
        CollectionRegistry registry = registry(definition("one", 2, "AMSP"), definition("ever", 0, "AMSP"));

        assertThat(Expiry.isOver(registry, "c", "one", 5, 7)).isFalse();
        assertThat(Expiry.isOver(registry, "c", "one", 5, 8)).isTrue();
        assertThat(Expiry.isOver(registry, "c", "ever", 5, 1000)).isFalse();
        assertThat(Expiry.parts(registry, 2)).isEmpty();
        assertThat(Expiry.parts(registry, 8)).containsExactly(new Expiry.Part("c", "one", 5));
    }

    @Test
    void twoCollectionsOfOneNameAreRefused() {
        assertThatThrownBy(() -> registry(definition("one", 0, "AMSP"), definition("one", 0, "BMSP")))
                .hasMessage("contract c has two collections named one");
    }

    @Test
    void definitionsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> definition("_implicit_org_AMSP", 0, "AMSP"))
                .hasMessageContaining("starts with a letter");
        assertThatThrownBy(() -> definition("one", 0)).hasMessageContaining("at least one member");
        assertThatThrownBy(() -> definition("one", 0, "AMSP", "AMSP")).hasMessageContaining("each once");
        assertThatThrownBy(() -> definition("one", -1, "AMSP")).hasMessageContaining("at least 0, had -1");
        assertThatThrownBy(() -> new CollectionDefinition("one", List.of("AMSP"), 2, 1, 0, false, false))
                .hasMessageContaining("had 2 and 1");
    }
}
