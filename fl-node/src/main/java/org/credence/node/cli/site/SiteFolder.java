package org.credence.node.cli.site;

import java.nio.file.Path;
import org.credence.node.evidence.StudyFolder;
import org.credence.protocol.StudyId;

/**
 * Where a member's node keeps what; the organization's folder.
 *
 * <pre>
 * node.yaml                  what the node is told
 * connection.json            where the ledger is
 * authority/                 the organization's certificate authority, if it is here
 * certificates/NAME/         a certificate with its key: member, board, node
 * data/                      the member's rows
 * content/                   updates and manifests, by hash
 * memory/STUDY/              what the node remembers of a study
 * studies/STUDY/             the study's specification and validation rows
 * </pre>
 */
public record SiteFolder(Path root) {
    /** One of the organization's certificates. */
    public Path certificate(String name) {
        return root.resolve("certificates").resolve(name);
    }

    /** The organization's certificate authority. */
    public Path authority() {
        return root.resolve("authority");
    }

    /** Content, by hash. */
    public Path content() {
        return root.resolve("content");
    }

    /** What the node remembers of a study. */
    public Path memory(StudyId study) {
        return root.resolve("memory").resolve(study.value());
    }

    /** A study's documents. */
    public StudyFolder study(StudyId study) {
        return new StudyFolder(root.resolve("studies").resolve(study.value()));
    }
}
