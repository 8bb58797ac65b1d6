package org.credence.ledger.fabric;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * What a client needs of its process. Clients may share one.
 *
 * @param clock gives transactions their time; the peers refuse one that is far from their own
 * @param nonces makes transaction ids unique
 * @param jitter spreads what is tried again; used by several threads
 * @param executor runs what gRPC calls back, which never blocks
 */
public record ClientEnvironment(InstantSource clock, SecureRandom nonces, RandomGenerator jitter, Executor executor) {}
