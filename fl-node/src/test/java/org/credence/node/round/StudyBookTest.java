package org.credence.node.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.credence.node.cli.local.SmallStudy;
import org.credence.node.config.StudyFile;
import org.credence.node.data.DatasetManifest;
import org.credence.node.data.RowsCodec;
import org.credence.node.data.StudyInput;
import org.credence.node.store.FileNodeState;
import org.credence.protocol.Command;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;
import org.credence.protocol.StudyTerms;
import org.credence.protocol.encoding.CanonicalJson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study's documents make one book, or are refused; what they say is what the ledger keeps of the proposal. */
class StudyBookTest {
    private static final MemberId A = new MemberId("A");
    private static final MemberId B = new MemberId("B");

    @TempDir
    private Path folder;

    private StudyBook book;
    private byte[] specification;
    private byte[] validation;

    @BeforeEach
    void write() throws IOException {
        StudyFile file = SmallStudy.file(60);
        StudyInput input = SmallStudy.input(file, folder);
        var codec = new RowsCodec(input.schema());
        validation = codec.encode(input.main().validation());
        book = StudyBook.of(
                file.spec(file.study(), Digest.sha256(validation)), input.main().validation());
        specification = CanonicalJson.encode(book.spec());
    }

    @Test
    void documentsAreTheBookTheyWereWrittenFrom() {
        StudyBook read = StudyBook.decode(specification, validation);

        assertThat(CanonicalJson.encode(read.spec())).isEqualTo(specification);
        assertThat(read.specHash()).isEqualTo(book.specHash());
        assertThat(new RowsCodec(read.schema()).encode(read.validation())).isEqualTo(validation);
        assertThat(read.proposal()).isEqualTo(book.proposal());
    }

    @Test
    void rowsThatTheSpecificationDoesNotNameAreRefused() {
        byte[] changed = validation.clone();
        changed[changed.length - 1] ^= 1;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> StudyBook.decode(specification, changed))
                .withMessageStartingWith("the validation rows hash to ")
                .withMessageEndingWith("the specification names " + Digest.sha256(validation));
    }

    @Test
    void brokenDocumentsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StudyBook.decode("{}".getBytes(StandardCharsets.US_ASCII), validation))
                .withMessageStartingWith("the specification is broken: ");
        byte[] noRows = "no rows".getBytes(StandardCharsets.US_ASCII);
        byte[] other = CanonicalJson.encode(SmallStudy.file(60).spec(book.spec().study(), Digest.sha256(noRows)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StudyBook.decode(other, noRows))
                .withMessageStartingWith("the validation rows are broken: ");
    }

    @Test
    void theTermsAreThoseOfTheProposal() {
        Command.ProposeStudy proposal = book.proposal();

        StudyTerms terms = book.terms(A);

        assertThat(terms.lead()).isEqualTo(A);
        assertThat(terms.specHash()).isEqualTo(proposal.specHash()).isEqualTo(book.specHash());
        assertThat(terms.rounds()).isEqualTo(proposal.rounds()).isEqualTo(4);
        assertThat(terms.privacyBudget()).isEqualTo(proposal.privacyBudget());
        assertThat(terms).isNotEqualTo(book.terms(B));
    }

    @Test
    void aMembersSaltStaysWhatItWasAndIsNoOneElses() {
        var memory = new FileNodeState(folder.resolve("memory"));
        byte[] salt = RowSalt.of(book, A, memory);

        assertThat(salt).hasSize(DatasetManifest.SALT_BYTES);
        assertThat(RowSalt.of(book, A, new FileNodeState(folder.resolve("memory"))))
                .isEqualTo(salt);
        assertThat(RowSalt.of(book, A, new FileNodeState(folder.resolve("another run"))))
                .as("a seeded study is the same in every run")
                .isEqualTo(salt);
        assertThat(RowSalt.of(book, B, new FileNodeState(folder.resolve("memory of B"))))
                .isNotEqualTo(salt);
    }

    @Test
    void whereNoiseIsSecretSaltsAreToo() {
        StudyFile file = StudyFile.parse("small.yaml", SmallStudy.yaml(60).replace("noise: seeded", "noise: secure"));
        StudyBook secret = StudyBook.of(file.spec(file.study(), Digest.sha256(validation)), book.validation());

        byte[] one = RowSalt.of(secret, A, new FileNodeState(folder.resolve("one")));
        byte[] other = RowSalt.of(secret, A, new FileNodeState(folder.resolve("other")));

        assertThat(one).isNotEqualTo(other);
        assertThat(RowSalt.of(secret, A, new FileNodeState(folder.resolve("one"))))
                .isEqualTo(one);
    }
}
