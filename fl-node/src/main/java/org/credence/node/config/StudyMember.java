package org.credence.node.config;

import org.credence.protocol.MemberId;
import org.credence.protocol.Split;

/**
 * One member's entry in the study file.
 *
 * @param data in the data folder: the member's CSV, plain or gz, or the description of its database; several members may name one
 *     file where a splits file says whose rows are whose
 * @param site its name in a splits file, compared without regard to case
 * @param validation rows released to the evaluators
 * @param test rows held out; {@link RowSelection.None} unless the study is evaluated by {@link Evaluation.HoldOut}
 * @param beneficiaries whom the member's credit goes to; all to the member's own account unless the file says otherwise
 */
public record StudyMember(
        MemberId id, String data, String site, RowSelection validation, RowSelection test, Split beneficiaries) {}
