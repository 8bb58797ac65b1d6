package org.credence.network.fabric.config;

import java.util.List;
import org.hyperledger.fabric.protos.common.MSPPrincipal;
import org.hyperledger.fabric.protos.common.SignaturePolicy;

/**
 * A signature policy over some signers. A signer counts for one principal only, the first that asks; a branch that fails gives back the
 * signers it took. That is Fabric's reading, which finds fewer ways to satisfy a policy than there are.
 */
final class SignatureRule {
    private final List<MSPPrincipal> principals;
    private final List<UpdateSigner> signers;

    SignatureRule(List<MSPPrincipal> principals, List<UpdateSigner> signers) {
        this.principals = principals;
        this.signers = signers;
    }

    boolean isMet(SignaturePolicy rule) {
        return isMet(rule, new boolean[signers.size()]);
    }

    private boolean isMet(SignaturePolicy rule, boolean[] taken) {
        return switch (rule.getTypeCase()) {
            case SIGNED_BY -> takes(rule.getSignedBy(), taken);
            case N_OUT_OF -> {
                int met = 0;
                for (SignaturePolicy part : rule.getNOutOf().getRulesList()) {
                    boolean[] tried = taken.clone();
                    if (isMet(part, tried)) {
                        met++;
                        System.arraycopy(tried, 0, taken, 0, taken.length);
                    }
                }
                yield met >= rule.getNOutOf().getN();
            }
            case TYPE_NOT_SET -> false;
        };
    }

    private boolean takes(int principal, boolean[] taken) {
        if (principal < 0 || principal >= principals.size()) {
            return false;
        }
        for (int i = 0; i < taken.length; i++) {
            if (!taken[i] && signers.get(i).is(principals.get(principal))) {
                taken[i] = true;
                return true;
            }
        }
        return false;
    }
}
