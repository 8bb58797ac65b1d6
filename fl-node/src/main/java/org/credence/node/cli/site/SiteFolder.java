package org.credence.node.cli.site;

import java.nio.file.Path;
import org.credence.node.evidence.StudyFolder;
import org.credence.protocol.StudyId;

/**
 * What one organization has on its own machine.
 *
 * <pre>
 * node.yaml              what its node is told
 * connection.json        where its ledger is
 * certificates/NAME/     a certificate with its key: member, board, auditor, owner-NAME
 * pending/NAME/          keys whose certificates have not come yet
 * keys/                  the node's keys for receipts and for key agreement
 * data/                  the member's rows
 * authority/             the organization's certificate authority, where it is on this machine
 * studies/STUDY/         the study's public documents
 * content/               manifests, updates and the board's reasons, by hash
 * memory/STUDY/          what must not be lost of a study, for example the salt of the rows
 * </pre>
 */
public record SiteFolder(Path root) {
    /** What the node is told. */
    public Path settings() {
        return root.resolve("node.yaml");
    }

    /** The connection profile. */
    public Path connection() {
        return root.resolve("connection.json");
    }

    /** All certificates' folders. */
    public Path certificates() {
        return root.resolve("certificates");
    }

    /** A certificate with its key. */
    public Path certificate(String name) {
        return certificates().resolve(name);
    }

    /** Keys that wait for their certificates. */
    public Path pending(String name) {
        return root.resolve("pending").resolve(name);
    }

    /** The node's keys that no certificate carries. */
    public Path keys() {
        return root.resolve("keys");
    }

    /** The certificate authority. */
    public Path authority() {
        return root.resolve("authority");
    }

    /** A study's public documents. */
    public StudyFolder study(StudyId study) {
        return new StudyFolder(root.resolve("studies").resolve(study.value()));
    }

    /** Content by hash. */
    public Path content() {
        return root.resolve("content");
    }

    /** What is remembered of a study. */
    public Path memory(StudyId study) {
        return root.resolve("memory").resolve(study.value());
    }
}
