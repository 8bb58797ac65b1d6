package org.credence.node.cli.people;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.credence.node.cli.local.Documents;
import org.credence.node.cli.site.SiteFolder;
import org.credence.node.data.DatasetManifest;
import org.credence.node.data.RawRows;
import org.credence.node.data.RowsLoader;
import org.credence.node.evidence.StudyFolder;
import org.credence.node.round.LocalData;
import org.credence.node.round.RowSalt;
import org.credence.node.round.StudyBook;
import org.credence.node.store.FileNodeState;
import org.credence.node.store.FileUpdateStore;
import org.credence.protocol.AccountId;
import org.credence.protocol.Command.Enrol;
import org.credence.protocol.Command.RegisterBeneficiaries;
import org.credence.protocol.Digest;
import org.credence.protocol.Share;
import org.credence.protocol.Split;
import org.credence.protocol.StudyId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code credence study enrol}: commits a member to its rows by their manifest; nothing else of them leaves the folder. */
@Command(
        name = "enrol",
        mixinStandardHelpOptions = true,
        description =
                "Enrolls the member in an open study with the manifest of its rows: their count, a salted hash, sums.")
final class StudyEnrolCommand implements Runnable {
    @Parameters(paramLabel = "STUDY", description = "The study's name.")
    private @Nullable StudyId study;

    @Option(names = "--data", paramLabel = "CSV", required = true, description = "The rows that the member trains on.")
    private @Nullable Path data;

    @Option(
            names = "--documents",
            paramLabel = "DIR",
            description =
                    "The study's documents, kept in studies/STUDY once they are those on the ledger (default: there).")
    private @Nullable Path documents;

    @Option(
            names = "--beneficiary",
            paramLabel = "ACCOUNT=N",
            description = "Whom the member's credit goes to, in basis points of 10000; repeat for each account.")
    private Map<AccountId, Integer> beneficiaries = new TreeMap<>();

    @Mixin
    private final OfficeOptions options = new OfficeOptions();

    @Override
    public void run() {
        StudyId id = OfficeOptions.given(study);
        try (Office office = options.open("member")) {
            SiteFolder site = office.site();
            StudyReading reading = StudyReading.of(office.state(), id);
            StudyFolder papers = site.study(id);
            StudyBook book = StudyPapers.read(documents == null ? papers.root() : documents, reading);
            Documents.writeTerms(papers, book);
            var memory = new FileNodeState(site.memory(id));
            byte[] manifest =
                    new LocalData(book, office.self(), rows(book), RowSalt.of(book, office.self(), memory)).manifest();
            Digest digest = new FileUpdateStore(site.content()).put(manifest, true);
            Sheet answer = office.submit(new Enrol(id, digest));
            if (!beneficiaries.isEmpty()) {
                answer.sheet("beneficiaries", office.submit(new RegisterBeneficiaries(id, split())));
            }
            options.answer(answer.text("study", id)
                    .text("specification", book.specHash())
                    .text("manifest", digest)
                    .number("rows", DatasetManifest.decode(manifest).rows()));
        }
    }

    private RawRows rows(StudyBook book) {
        Path file = OfficeOptions.given(data);
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
        return new RowsLoader(book.schema()).load(folder, String.valueOf(file.getFileName()));
    }

    private Split split() {
        return new Split(beneficiaries.entrySet().stream()
                .map(share -> new Share(share.getKey(), share.getValue()))
                .toList());
    }
}
