package org.credence.incentive.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.credence.incentive.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatementTreeTest {
    private static final Bytes32 DOMAIN = Keccak256.hash("a domain".getBytes(StandardCharsets.UTF_8));

    static Stream<JsonNode> goldenTrees() {
        return Golden.each(Golden.read("merkle/statement-trees.json").get("trees"));
    }

    @Test
    void keccakOfNothingIsEthereumsNotSha3s() {
        assertThat(Keccak256.hash(new byte[0]).hex())
                .isEqualTo("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    }

    @ParameterizedTest
    @MethodSource("goldenTrees")
    void rootLeavesAndProofsEqualOpenZeppelins(JsonNode golden) {
        Bytes32 domain = Bytes32.ofHex(golden.get("domain").asText());
        StatementTree tree = StatementTree.of(domain, accounts(golden));
        Bytes32 root = Bytes32.ofHex(golden.get("root").asText());
        assertThat(tree.root()).isEqualTo(root);
        for (JsonNode account : golden.get("accounts")) {
            Bytes32 key = StatementLeaf.accountOf(account.get("text").asText());
            assertThat(key.hex()).isEqualTo(account.get("key").asText());
            StatementLeaf leaf =
                    new StatementLeaf(domain, key, account.get("cumulative").asLong());
            assertThat(leaf.hash().hex()).isEqualTo(account.get("leaf").asText());
            List<Bytes32> proof = Golden.each(account.get("proof"))
                    .map(node -> Bytes32.ofHex(node.asText()))
                    .toList();
            assertThat(tree.proof(leaf)).isEqualTo(proof);
            assertThat(StatementTree.verify(root, leaf, proof)).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("goldenTrees")
    void aProofIsGoodForItsOwnLeafOnly(JsonNode golden) {
        Bytes32 domain = Bytes32.ofHex(golden.get("domain").asText());
        StatementTree tree = StatementTree.of(domain, accounts(golden));
        accounts(golden).forEach((account, cumulative) -> {
            StatementLeaf leaf = new StatementLeaf(domain, account, cumulative);
            List<Bytes32> proof = tree.proof(leaf);
            assertThat(StatementTree.verify(tree.root(), new StatementLeaf(DOMAIN, account, cumulative), proof))
                    .isFalse();
            assertThat(StatementTree.verify(tree.root(), new StatementLeaf(domain, DOMAIN, cumulative), proof))
                    .isFalse();
            assertThat(StatementTree.verify(tree.root(), new StatementLeaf(domain, account, cumulative ^ 1), proof))
                    .isFalse();
            List<Bytes32> longer = new ArrayList<>(proof);
            longer.add(DOMAIN);
            assertThat(StatementTree.verify(tree.root(), leaf, longer)).isFalse();
            for (int i = 0; i < proof.size(); i++) {
                List<Bytes32> forged = new ArrayList<>(proof);
                forged.set(i, DOMAIN);
                assertThat(StatementTree.verify(tree.root(), leaf, forged)).isFalse();
            }
        });
    }

    @Test
    void aLeafThatIsNotInTheTreeHasNoProof() {
        Bytes32 account = StatementLeaf.accountOf("Alpha/Alpha");
        StatementTree tree = StatementTree.of(DOMAIN, Map.of(account, 5L));
        assertThatThrownBy(() -> tree.proof(new StatementLeaf(DOMAIN, account, 6)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cumulative credit 6");
    }

    @Test
    void emptyStatementsAndNegativeAmountsAreRefused() {
        assertThatThrownBy(() -> StatementTree.of(DOMAIN, Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StatementTree.of(DOMAIN, Map.of(DOMAIN, -1L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }

    @Test
    void onlyTheTwoFormsOfAnAccountAreKnown() {
        for (String text : List.of("", "Alpha", "/owner", "Alpha/", "a/b/c", "0xAB", "0x" + "A".repeat(40))) {
            assertThatThrownBy(() -> StatementLeaf.accountOf(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("MSP/owner");
        }
    }

    @Test
    void bytes32HasThirtyTwoBytesAndUnsignedOrder() {
        assertThatThrownBy(() -> Bytes32.of(new byte[31])).isInstanceOf(IllegalArgumentException.class);
        Bytes32 low = Bytes32.ofHex("7f" + "00".repeat(31));
        Bytes32 high = Bytes32.ofHex("80" + "00".repeat(31));
        assertThat(low).isLessThan(high).isNotEqualTo(high).hasSameHashCodeAs(Bytes32.of(low.bytes()));
    }

    private static Map<Bytes32, Long> accounts(JsonNode golden) {
        Map<Bytes32, Long> accounts = new TreeMap<>();
        for (JsonNode account : golden.get("accounts")) {
            accounts.put(
                    StatementLeaf.accountOf(account.get("text").asText()),
                    account.get("cumulative").asLong());
        }
        return accounts;
    }
}
