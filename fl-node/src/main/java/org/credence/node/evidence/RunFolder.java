package org.credence.node.evidence;

import java.nio.file.Path;
import org.credence.protocol.MemberId;
import org.credence.protocol.StudyId;

/**
 * Where a run keeps what.
 *
 * <pre>
 * run.json                       what was asked for
 * report.json, summary.txt       what came of it
 * run.log                        what the parts of the program warned of
 * data/                          the demo's generated files
 * network/MSP/authority/         an organization's certificate authority
 * network/MSP/certificates/NAME/ one of its certificates, with its key
 * ledger/                        the ledger's blocks and the state derived from them
 * members/MSP/content/           a member's updates and manifests, by hash
 * members/MSP/STUDY/             what its node remembers of a study
 * studies/STUDY/                 specification, validation rows, models, statements
 * </pre>
 */
public record RunFolder(Path root) {
    /** What the run was asked for. */
    public Path request() {
        return root.resolve("run.json");
    }

    /** The report for machines. */
    public Path report() {
        return root.resolve("report.json");
    }

    /** The report for people. */
    public Path summary() {
        return root.resolve("summary.txt");
    }

    /** The log of the processes that ran it, one after the other. */
    public Path log() {
        return root.resolve("run.log");
    }

    /** The generated files of a demo. */
    public Path data() {
        return root.resolve("data");
    }

    /** The organizations' folders. */
    public Path network() {
        return root.resolve("network");
    }

    /** An organization's certificate authority. */
    public Path authority(MemberId organization) {
        return network().resolve(organization.value()).resolve("authority");
    }

    /** An organization's certificates, a folder each. */
    public Path certificates(MemberId organization) {
        return network().resolve(organization.value()).resolve("certificates");
    }

    /** The ledger's folder. */
    public Path ledger() {
        return root.resolve("ledger");
    }

    /** All members' folders. */
    public Path members() {
        return root.resolve("members");
    }

    /** A member's content, by hash. */
    public Path content(MemberId member) {
        return members().resolve(member.value()).resolve("content");
    }

    /** What a member's node remembers of a study. */
    public Path memory(MemberId member, StudyId study) {
        return members().resolve(member.value()).resolve(study.value());
    }

    /** All studies' folders. */
    public Path studies() {
        return root.resolve("studies");
    }

    /** A study's folder. */
    public StudyFolder study(StudyId study) {
        return new StudyFolder(studies().resolve(study.value()));
    }
}
