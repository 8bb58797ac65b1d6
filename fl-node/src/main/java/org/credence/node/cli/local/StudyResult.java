package org.credence.node.cli.local;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.credence.node.data.DatasetManifest;
import org.credence.node.model.ModelState;
import org.credence.node.round.StudyBook;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;
import org.credence.protocol.StateView;

/**
 * A study that ran to its end.
 *
 * @param transactions calls of the contract on the ledger so far, valid or not
 * @param state of the ledger at the end
 * @param failures members whose node could not go on, and why; the study went on without them
 * @param comparison empty if the study has no test rows
 */
public record StudyResult(
        StudyBook book,
        long transactions,
        StateView state,
        List<DatasetManifest> manifests,
        ModelState model,
        Digest modelHash,
        Map<MemberId, String> failures,
        Optional<Comparison> comparison) {
    public StudyResult {
        manifests = List.copyOf(manifests);
        failures = Map.copyOf(failures);
    }
}
