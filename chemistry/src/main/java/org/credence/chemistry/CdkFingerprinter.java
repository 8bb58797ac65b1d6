package org.credence.chemistry;

import java.util.BitSet;
import java.util.List;
import org.credence.node.config.StudySpec.MoleculeForm;
import org.credence.node.config.StudySpec.MoleculeSpec;
import org.credence.node.data.Fingerprinter;
import org.credence.node.data.UnreadableMoleculeException;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.exception.InvalidSmilesException;
import org.openscience.cdk.fingerprint.CircularFingerprinter;
import org.openscience.cdk.graph.ConnectivityChecker;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;

/**
 * Folded extended-connectivity fingerprints of diameter 4 (ECFP4). The kit accepts more than molecules, and without a word: an empty
 * text, atoms of no element, a title after a blank. All these are refused here. For use by one thread, as the kit's own classes are.
 */
final class CdkFingerprinter implements Fingerprinter {
    private static final int HYDROGEN = 1;

    private final MoleculeForm form;
    private final SmilesParser parser = new SmilesParser(SilentChemObjectBuilder.getInstance());
    private final CircularFingerprinter fingerprinter;

    CdkFingerprinter(MoleculeSpec rule) {
        this.form = rule.form();
        this.fingerprinter = new CircularFingerprinter(CircularFingerprinter.CLASS_ECFP4, rule.bits());
    }

    @Override
    public BitSet fingerprint(String smiles) {
        if (smiles.chars().anyMatch(Character::isWhitespace)) {
            throw new UnreadableMoleculeException("it has a blank inside; write the SMILES alone, without a name");
        }
        IAtomContainer molecule = parsed(smiles);
        if (form == MoleculeForm.PARENT) {
            molecule = parent(molecule);
        }
        BitSet bits = bits(molecule);
        if (bits.isEmpty()) {
            throw new UnreadableMoleculeException("it has no fingerprint, as nothing in it is bound");
        }
        return bits;
    }

    private IAtomContainer parsed(String smiles) {
        IAtomContainer molecule;
        try {
            molecule = parser.parseSmiles(smiles);
        } catch (InvalidSmilesException e) {
            throw new UnreadableMoleculeException(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("it cannot be parsed"));
        }
        if (molecule.getAtomCount() == 0) {
            throw new UnreadableMoleculeException("it has no atoms");
        }
        for (IAtom atom : molecule.atoms()) {
            if (number(atom) == 0) {
                throw new UnreadableMoleculeException("it has an atom of no known element");
            }
        }
        return molecule;
    }

    private static int number(IAtom atom) {
        Integer number = atom.getAtomicNumber();
        return number == null ? 0 : number;
    }

    /**
     * The largest part: most atoms other than hydrogen, then the heavier elements, then the one that is written first; without stereochemistry
     * and isotopes.
     */
    private static IAtomContainer parent(IAtomContainer molecule) {
        IAtomContainer largest = molecule;
        long most = -1;
        for (IAtomContainer part : ConnectivityChecker.partitionIntoMolecules(molecule)) {
            if (size(part) > most) {
                most = size(part);
                largest = part;
            }
        }
        largest.setStereoElements(List.of());
        for (IAtom atom : largest.atoms()) {
            atom.setMassNumber(null);
        }
        return largest;
    }

    /** Atoms other than hydrogen, then the sum of their atomic numbers, in one number. */
    private static long size(IAtomContainer part) {
        long atoms = 0;
        long numbers = 0;
        for (IAtom atom : part.atoms()) {
            atoms += number(atom) == HYDROGEN ? 0 : 1;
            numbers += number(atom);
        }
        return (atoms << Integer.SIZE) + numbers;
    }

    private BitSet bits(IAtomContainer molecule) {
        try {
            return fingerprinter.getBitFingerprint(molecule).asBitSet();
        } catch (CDKException | IllegalArgumentException e) {
            throw new UnreadableMoleculeException("it has no fingerprint: " + e.getMessage());
        }
    }
}
