package org.credence.chemistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import java.util.ServiceLoader;
import org.credence.node.config.StudySpec.MoleculeForm;
import org.credence.node.config.StudySpec.MoleculeSpec;
import org.credence.node.data.FingerprintProvider;
import org.credence.node.data.Fingerprinter;
import org.credence.node.data.UnreadableMoleculeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CdkFingerprinterTest {
    private static final int BITS = 2048;

    private final Fingerprinter parent = fingerprinter(MoleculeForm.PARENT);
    private final Fingerprinter written = fingerprinter(MoleculeForm.WRITTEN);

    private static Fingerprinter fingerprinter(MoleculeForm form) {
        return ServiceLoader.load(FingerprintProvider.class)
                .findFirst()
                .orElseThrow()
                .open(new MoleculeSpec(BITS, form));
    }

    /** Written down once; another release of the kit that changes them changes what every model of molecules means. */
    @Test
    void theBitsOfAMoleculeAreKnown() {
        assertThat(parent.fingerprint("CCO")).isEqualTo(bits(BITS_OF_ETHANOL));
        assertThat(parent.fingerprint("CC(=O)Oc1ccccc1C(=O)O").cardinality()).isBetween(20, 30);
    }

    private static final List<Integer> BITS_OF_ETHANOL = List.of(325, 947, 1176, 1649, 1764, 2017);

    private static BitSet bits(List<Integer> set) {
        var bits = new BitSet();
        set.forEach(bits::set);
        return bits;
    }

    @ParameterizedTest
    @CsvSource({"CCO, OCC", "c1ccccc1O, C1=CC=CC=C1O", "CC(C)N, C([H])C(C)N"})
    void otherSpellingsOfAMoleculeHaveItsBits(String one, String other) {
        assertThat(parent.fingerprint(one)).isEqualTo(parent.fingerprint(other));
        assertThat(written.fingerprint(one)).isEqualTo(written.fingerprint(other));
    }

    @ParameterizedTest
    @CsvSource({"CC(=O)[O-].[Na+], CC(=O)[O-]", "N[C@@H](C)C(=O)O, NC(C)C(=O)O", "[13CH3]CO, CCO", "Cl.CCN, CCN"})
    void saltsStereochemistryAndIsotopesDoNotCountForTheParent(String molecule, String expected) {
        assertThat(parent.fingerprint(molecule)).isEqualTo(parent.fingerprint(expected));
    }

    @Test
    void whatIsWrittenCountsAsWritten() {
        assertThat(written.fingerprint("CC(=O)[O-].[Na+]")).isNotEqualTo(written.fingerprint("CC(=O)[O-]"));
    }

    @Test
    void theLargestPartIsTheParentInAnyOrder() {
        assertThat(parent.fingerprint("Cl.OCCCN")).isEqualTo(parent.fingerprint("OCCCN.Cl"));
    }

    @ParameterizedTest
    @CsvSource({
        "C1CC, ''",
        "CC(, ''",
        "CCXz, ''",
        "[Xx], an atom of no known element",
        "C*, an atom of no known element",
        "CCO ethanol, it has a blank inside",
        "[H][H], it has no fingerprint"
    })
    void whatIsNoMoleculeIsRefused(String text, String reason) {
        assertThatThrownBy(() -> parent.fingerprint(text))
                .isInstanceOf(UnreadableMoleculeException.class)
                .hasMessageContaining(reason);
    }
}
