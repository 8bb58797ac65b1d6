package org.credence.network.fabric.config;

/** The orderers took an update and did not put it in force in time; whether they will is not known. Fetch the configuration before anything else. */
public final class UpdateUnconfirmedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UpdateUnconfirmedException(String message) {
        super(message);
    }
}
