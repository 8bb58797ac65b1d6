package org.credence.node.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.credence.protocol.AccountId;
import org.credence.protocol.MemberId;
import org.credence.protocol.Settlement;
import org.credence.protocol.Share;
import org.credence.protocol.Split;

/** Reads the list {@code members}. */
final class MembersReader {
    private final RowsReader rows;
    private final Settlement settlement;
    private final TreeSet<String> ids = new TreeSet<>();
    private final TreeSet<String> files = new TreeSet<>();
    private final TreeSet<String> sites = new TreeSet<>();

    MembersReader(RowsReader rows, Settlement settlement) {
        this.rows = rows;
        this.settlement = settlement;
    }

    /** The members once everything is checked, and how many there are already before. */
    record Draft(List<Supplier<StudyMember>> members) implements Supplier<List<StudyMember>> {
        Draft {
            members = List.copyOf(members);
        }

        int count() {
            return members.size();
        }

        @Override
        public List<StudyMember> get() {
            return members.stream().map(Supplier::get).toList();
        }
    }

    Draft read(Section root) {
        root.require("members", "at least four members with their data, such as [{id: ClinicA, data: a.csv}, ...]");
        List<Section> entries = root.sections("members");
        if (root.has("members") && entries.size() < StudyFile.MIN_MEMBERS) {
            root.reject(
                    "members",
                    "must be at least %d, so that one liar cannot decide, was %d"
                            .formatted(StudyFile.MIN_MEMBERS, entries.size()));
        }
        return new Draft(entries.stream().map(this::member).toList());
    }

    private Supplier<StudyMember> member(Section section) {
        section.require("id", "the organization's MSP id, such as ClinicA");
        Optional<MemberId> id =
                section.text("id").flatMap(text -> StudyFileReader.id(section, "id", text, MemberId::new));
        id.ifPresent(member -> unique(section, "id", ids, member.value(), "a member of its own"));
        section.require("data", "the name of the member's CSV in the data folder");
        Optional<String> data = RowsReader.fileName(section, "data");
        if (!(rows.evaluation() instanceof Evaluation.Splits)) {
            data.ifPresent(file -> unique(
                    section,
                    "data",
                    files,
                    file,
                    "a file of its own (or evaluation.splits says whose rows are whose)"));
        }
        String site = section.text("site").or(() -> id.map(MemberId::value)).orElse("");
        unique(section, "site", sites, site.toLowerCase(Locale.ROOT), "a site of its own");
        RowSelection validation = rows.memberValidation(section);
        RowSelection test = rows.memberTest(section);
        if (validation instanceof RowSelection.Listed v && test instanceof RowSelection.Listed t) {
            List<Integer> both = new ArrayList<>(v.rows());
            both.retainAll(new TreeSet<>(t.rows()));
            if (!both.isEmpty()) {
                section.reject("test", "cannot share rows with validation, both hold row " + both.get(0));
            }
        }
        if (settlement == Settlement.EVM) {
            section.require("beneficiaries", "settlement evm pays addresses, such as {'0x...': 10000}");
        }
        List<Share> shares = BeneficiariesReader.read(section, this::requirePayable);
        section.finish();
        return () -> {
            MemberId member = id.orElseThrow();
            Split split = shares.isEmpty() ? Split.toMember(member) : new Split(shares);
            return new StudyMember(member, data.orElseThrow(), site, validation, test, split);
        };
    }

    private static void unique(Section section, String field, Set<String> taken, String value, String words) {
        if (!taken.add(value) && section.has(field)) {
            section.reject(field, "must be %s, '%s' is already taken above".formatted(words, value));
        }
    }

    private void requirePayable(AccountId account) {
        if (account.value().startsWith("0x") != (settlement == Settlement.EVM)) {
            throw new IllegalArgumentException(
                    settlement == Settlement.EVM
                            ? "settlement evm pays addresses, 0x and 40 digits"
                            : "settlement ledger pays accounts MSP/owner");
        }
    }
}
