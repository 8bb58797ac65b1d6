package org.credence.node.cli.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.credence.node.config.StudySpec;
import org.credence.node.data.DatasetManifest;
import org.credence.node.data.Examples;
import org.credence.node.data.Metric;
import org.credence.node.data.RawRows;
import org.credence.node.data.Standardization;
import org.credence.node.data.StudyRun;
import org.credence.node.model.ModelState;
import org.credence.node.model.ParameterVector;
import org.credence.node.round.StudyBook;
import org.credence.node.training.OptimizerMemory;
import org.credence.node.training.Trainer;
import org.credence.node.training.TrainingDivergedException;
import org.credence.node.training.TrainingPlan;
import org.credence.node.training.TrainingResult;
import org.credence.protocol.MemberId;

/**
 * The federated model beside its alternatives, on the same test rows: one model trained on all rows pooled, and each member alone. Both
 * train as long as the study did, without clipping or noise.
 *
 * @param metric {@link Metric#title}
 * @param local each member's own model, in the order of the members; NaN where its rows gave none
 */
public record Comparison(String metric, double federated, double pooled, List<Local> local) {
    /** A member's own model, on everybody's test rows. */
    public record Local(MemberId member, double value) {}

    public Comparison {
        local = List.copyOf(local);
    }

    /** The mean over the members that have a model of their own. */
    public double localMean() {
        return local.stream()
                .mapToDouble(Local::value)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    /**
     * The comparison of one run.
     *
     * @return empty if the run has no test rows
     */
    static Optional<Comparison> of(
            StudyBook book, StudyRun run, List<DatasetManifest> manifests, ModelState federated) {
        RawRows test = run.test();
        if (test.size() == 0) {
            return Optional.empty();
        }
        Standardization consortium = book.standardization(manifests);
        Examples testRows = consortium.encode(test);
        ParameterVector pooled = train(book, new MemberId("pooled"), consortium.encode(run.pooledTrain()))
                .orElse(book.initial().parameters());
        List<Local> local = new ArrayList<>();
        for (StudyRun.MemberRows member : run.members()) {
            local.add(new Local(member.member().id(), alone(book, member, test)));
        }
        return Optional.of(new Comparison(
                Metric.of(book.model().task()).title(),
                value(book, federated.parameters(), testRows),
                value(book, pooled, testRows),
                local));
    }

    /** A member alone knows the statistics of its own rows alone. */
    private static double alone(StudyBook book, StudyRun.MemberRows member, RawRows test) {
        MemberId id = member.member().id();
        DatasetManifest own = DatasetManifest.of(
                book.spec().study(), id, book.schema(), member.train(), new byte[DatasetManifest.SALT_BYTES]);
        Standardization standardization = Standardization.of(book.schema(), List.of(own));
        return train(book, id, standardization.encode(member.train()))
                .map(parameters -> value(book, parameters, standardization.encode(test)))
                .orElse(Double.NaN);
    }

    private static Optional<ParameterVector> train(StudyBook book, MemberId name, Examples rows) {
        StudySpec spec = book.spec();
        var trainer = new Trainer(new TrainingPlan(book.model(), spec.training(), spec.seed(), name), rows);
        double[] parameters = book.initial().parameters().decode();
        OptimizerMemory memory = OptimizerMemory.none();
        try {
            for (int round = 0; round < spec.schedule().rounds(); round++) {
                TrainingResult result = trainer.train(ParameterVector.encode(parameters), round, memory);
                memory = result.memory();
                double[] delta = result.delta();
                for (int i = 0; i < parameters.length; i++) {
                    parameters[i] += delta[i];
                }
            }
            return Optional.of(ParameterVector.encode(parameters));
        } catch (TrainingDivergedException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The metric of parameters on rows. */
    static double value(StudyBook book, ParameterVector parameters, Examples rows) {
        double[] scores = book.model().score(parameters.decode(), rows);
        return Metric.of(book.model().task()).value(scores, rows);
    }
}
