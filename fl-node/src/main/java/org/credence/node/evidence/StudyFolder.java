package org.credence.node.evidence;

import java.nio.file.Path;

/** The public documents of one study, each named by a hash on the ledger or equal to its canonical encoding. */
public record StudyFolder(Path root) {
    /** The specification's canonical JSON. */
    public Path specification() {
        return root.resolve("specification.json");
    }

    /** The validation rows' canonical bytes. */
    public Path validation() {
        return root.resolve("validation.rows");
    }

    /** The final model's canonical bytes. */
    public Path model() {
        return root.resolve("model.params");
    }

    /** The final model for use with Tribuo; no evidence. */
    public Path tribuoModel() {
        return root.resolve("model.tribuo");
    }

    /** The statement of an epoch with a proof for every account. */
    public Path statement(int epoch) {
        return root.resolve("statement-" + epoch + ".json");
    }
}
