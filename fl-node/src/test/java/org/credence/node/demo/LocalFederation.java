package org.credence.node.demo;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.credence.node.aggregation.Aggregator;
import org.credence.node.aggregation.Contribution;
import org.credence.node.config.StudyFile;
import org.credence.node.config.StudySpec.Noise;
import org.credence.node.config.StudySpec.PrivacySpec;
import org.credence.node.data.DatasetManifest;
import org.credence.node.data.Examples;
import org.credence.node.data.Metrics;
import org.credence.node.data.RawRows;
import org.credence.node.data.Schema;
import org.credence.node.data.Standardization;
import org.credence.node.data.StudyRun;
import org.credence.node.model.Model;
import org.credence.node.model.ParameterVector;
import org.credence.node.privacy.UpdatePrivacy;
import org.credence.node.training.OptimizerMemory;
import org.credence.node.training.Trainer;
import org.credence.node.training.TrainingPlan;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;

/** Trains a run's members in one loop, without ledger or store, to see what the data and settings are worth. */
final class LocalFederation {
    /** Neither clipped nor noisy: what one party does with its own rows. */
    static final PrivacySpec UNPROTECTED =
            new PrivacySpec(Noise.NONE, BigDecimal.ZERO, BigDecimal.ZERO, new BigDecimal("0.00001"), BigDecimal.ZERO);

    private final StudyFile file;
    private final Schema schema;
    private final Model model;

    LocalFederation(StudyFile file, Schema schema) {
        this.file = file;
        this.schema = schema;
        this.model =
                Model.of(file.model(), schema.task(), file.schema().target().outputs(), schema.width());
    }

    /** AUC on the run's test rows of the model that all members train together. */
    double federated(StudyRun run) {
        List<RawRows> parts =
                run.members().stream().map(StudyRun.MemberRows::train).toList();
        return trainedBy(run, parts, file.privacy());
    }

    /** The same of one party that has all rows. */
    double pooled(StudyRun run) {
        return trainedBy(run, List.of(run.pooledTrain()), UNPROTECTED);
    }

    /** The mean over the members of what each reaches alone. */
    double localMean(StudyRun run) {
        return run.members().stream()
                .mapToDouble(member -> trainedBy(run, List.of(member.train()), UNPROTECTED))
                .average()
                .orElseThrow();
    }

    private double trainedBy(StudyRun run, List<RawRows> parts, PrivacySpec privacy) {
        List<DatasetManifest> manifests = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            manifests.add(DatasetManifest.of(
                    run.study(), member(i), schema, parts.get(i), new byte[DatasetManifest.SALT_BYTES]));
        }
        Standardization standardization = Standardization.of(schema, manifests);
        double[] parameters = train(parts.stream().map(standardization::encode).toList(), privacy);
        Examples test = standardization.encode(run.test());
        return Metrics.auc(model.score(parameters, test), test);
    }

    private static MemberId member(int index) {
        return new MemberId("M%02d".formatted(index));
    }

    private double[] train(List<Examples> parts, PrivacySpec privacy) {
        var weights = new TreeMap<MemberId, Long>();
        List<Trainer> trainers = new ArrayList<>();
        List<UpdatePrivacy> protections = new ArrayList<>();
        Digest noiseSeed = Digest.sha256(String.valueOf(file.seed()).getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < parts.size(); i++) {
            weights.put(member(i), (long) parts.get(i).size());
            protections.add(UpdatePrivacy.of(privacy, noiseSeed, member(i), new SecureRandom()));
            trainers.add(new Trainer(new TrainingPlan(model, file.training(), file.seed(), member(i)), parts.get(i)));
        }
        var aggregator = new Aggregator(file.aggregation().weights(), weights, model.parameterCount());
        ParameterVector global = model.initial(file.model().initial(), file.seed());
        for (int round = 0; round < file.schedule().rounds(); round++) {
            List<Contribution> contributions = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                double[] delta = trainers.get(i)
                        .train(global, round, OptimizerMemory.none())
                        .delta();
                var update = ParameterVector.encode(protections.get(i).protect(round, delta));
                contributions.add(new Contribution(member(i), aggregator.weight(member(i)), update));
            }
            global = aggregator.aggregate(global, contributions);
        }
        return global.decode();
    }
}
