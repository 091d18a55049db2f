"""What a record means: model, chip, precision, engine and shape."""

import dataclasses

from calculator.facts import Accelerator, Shape
from calculator.names import did_you_mean
from calculator.needs.need import Assumed
from calculator.physics import chips
from calculator.physics.architecture import Transformer, transformer
from calculator.physics.given_shape import shape_of
from calculator.physics.layout import count_by_layout
from calculator.physics.models import (
    listed_model,
    listed_models,
    listed_network,
    misspelt,
    size_in_name,
)
from calculator.physics.reading import once
from calculator.physics.record import Record
from calculator.physics.values import PredictionError, bits_told, shown
from calculator.physics.words import constants_of, first_named, narrowest, words_in
from calculator.vocabulary import Network, Vocabulary, Word

__all__ = ["Fields", "PredictionError"]

_DEFAULT_ACCELERATOR = "a100-sxm-80gb"
_MODEL_NAMES = ("model", "base_model", "name")
_TOLD_BY_NAMES = frozenset(("accelerator_count", "params", "active_params"))
_WIDEST = 32.0  # bits of a number
_LARGEST_SET_OF_CLASSES = 2000  # that image networks end in; vocabularies are larger
SPREAD_UNKNOWN_ACCELERATOR = Assumed("spread-unknown-accelerator", "factor")


class Fields(Record):
    """A record, read with the words of the trade."""

    def number(self, name: str) -> float | None:
        """A positive finite number, or None; the parameters of a listed model need not be given."""
        return self._told(name) if name in _TOLD_BY_NAMES else super().number(name)

    @once
    def _told(self, name: str) -> float | None:
        found = super().number(name)
        return self._count(found) if name == "accelerator_count" else self._listed(name, found)

    def _count(self, given: float | None) -> float | None:
        """Chips that work together: given, or told by the chip's own name."""
        if given is not None and given % 1:
            raise PredictionError(f"accelerator_count must be a whole number, got {given:g}")
        told = chips.count_in_name(self.text("accelerator"))
        if told is None:
            return count_by_layout(self, given)
        if given is None:
            self.suppose(f"{told:g} accelerators are taken, as the name says")
        elif given != told:
            warning = f"accelerator_count is {given:g}, not {told:g} as the name of the chip says"
            self.warnings += [warning] if warning not in self.warnings else []
        return count_by_layout(self, given or told)

    def _listed(self, name: str, found: float | None) -> float | None:
        """What the table of models, or the name itself, says where the record says nothing."""
        if found is not None:
            return found
        model = self.text(*_MODEL_NAMES)
        listed, given = listed_model(model, self.knowledge), self.value("params")
        if listed is not None:
            if name == "params":
                return listed.params
            other = isinstance(given, int | float) and not listed.is_about(float(given))
            return None if other else listed.active_params
        network = self.network()
        if name == "params" and given is None and network is not None:
            return network.params
        told = size_in_name(model) if given is None else None
        if told is None:
            return None
        self.suppose(f"{told[0]:.4g} parameters are taken, as the name says")
        return told[0] if name == "params" else told[1]

    def needed(self, name: str) -> float:
        """A number without which nothing can be said."""
        if name == "params" and self.number(name) is None and (model := self.text(*_MODEL_NAMES)):
            known = (each.name for each in listed_models(self.knowledge).values())
            hint = did_you_mean(model, known)
            raise PredictionError(f"params is missing, and {shown(model)} is not listed{hint}")
        return super().needed(name)

    @once
    def transformer(self, params: float) -> Transformer:
        """The shape of the record's model; what was supposed for it is noted."""
        name = self.text(*_MODEL_NAMES)
        active = self.number("active_params")
        known = transformer(
            params, name, self.shape(params), self.knowledge, self.constants, active
        )
        listed = listed_model(name, self.knowledge)
        if listed is not None and not listed.is_about(params) and "arch" not in self._record:
            self.warnings.append(
                f"{listed.name} has {listed.params:,.4g} parameters, not {params:,.4g}"
            )
        if known.note:
            self.suppose(known.note + misspelt(name, params, self.knowledge))
        if active is not None and active > params:
            self.warnings.append(
                f"active_params {active:,.4g} is more than all params, {params:,.4g}; all are taken"
            )
        return known

    def warn_of_context(self, shape: Shape, tokens: float) -> None:
        """Warn where a text is longer than the model's publisher says that it may be."""
        if shape.context and tokens > shape.context:
            self.warnings.append(
                f"{tokens:,.0f} tokens are more than the model's context of {shape.context:,.0f}"
            )

    def reads_words(self) -> bool:
        """Whether the record's model is listed and has a vocabulary, so that its items are text."""
        listed = listed_model(self.text(*_MODEL_NAMES), self.knowledge)
        return listed is not None and listed.shape.vocab > _LARGEST_SET_OF_CLASSES

    @once
    def says(self, mark: str, *names: str) -> bool:
        """Whether the first text that is given under one of the names has a mark in it."""
        return mark in self.text(*names).lower()

    @once
    def network(self) -> Network | None:
        """The image network that the record names, if it is listed."""
        names = (self.text(name) for name in ("network", *_MODEL_NAMES))
        found = (listed_network(name, self.knowledge) for name in names)
        return next((network for network in found if network is not None), None)

    @once
    def precision(self) -> Word | None:
        """The narrowest precision that the record names; None where it names none."""
        return narrowest(words_in(self._words("precision"), self.text("precision")).words)

    @once
    def arithmetic(self, otherwise: str) -> str:
        """The number type that is multiplied: bf16, fp16, fp8, fp4, int8, tf32 or fp32."""
        recipe = words_in(self._words("precision"), self.text("fp8_recipe")).words
        word = narrowest((*recipe, *filter(None, [self.precision()])))
        return word.arithmetic or otherwise if word else otherwise

    @once
    def weight_bits(self) -> float:
        """Bits of one weight: given, or told by precision or method, or 16 with a note."""
        given = self.number("weight_bits")
        self._read.add("precision")
        if given is not None and given > _WIDEST:
            raise PredictionError(f"weight_bits must be at most {_WIDEST:g}, got {given:g}")
        told = bits_told(self.text("precision")) if given is None else given
        if told is not None:
            return told
        methods = words_in(self._words("precision"), self.text("method")).words
        word = self.precision() or narrowest(methods)
        if word is None:
            self.suppose("no precision is named; weights of 16 bits are taken")
        return word.bits or 16.0 if word else 16.0

    @once
    def engine(self, *more: str) -> str:
        """The engine whose constants are meant; "generic" where none is named."""
        named = self.text("engine")
        word = first_named(self._words("engine"), f"{named} {' '.join(self.text(m) for m in more)}")
        return constants_of(word) if word else "generic"

    def _words(self, name: str) -> Vocabulary:
        return self.knowledge.vocabularies[name]

    @once
    def accelerator(self) -> Accelerator:
        """The chip of the record, one with the given peak and bandwidth, or a common one.

        Raises:
            PredictionError: a chip is named that is not known, and no figures stand in for it.
        """
        name = self.text("accelerator")
        described = self._described_chip(name)
        found = described or chips.find_accelerator(name, self.knowledge)
        if found is not None:
            return found if described else self._corrected(found)
        if name.strip().lower() not in chips.UNNAMED:
            raise PredictionError(chips.refusal(name, self.knowledge))
        usual = self.knowledge.accelerators[_DEFAULT_ACCELERATOR]
        self.suppose(f"no accelerator is named; {usual.name} is taken", SPREAD_UNKNOWN_ACCELERATOR)
        return usual

    def _corrected(self, chip: Accelerator) -> Accelerator:
        """A listed chip with another memory, bandwidth or peak, where the record gives one."""
        memory, rate = self.number("memory_gib"), self.number("bandwidth_gb_per_s")
        peak = self.number("peak_tflops")
        if not (memory or rate or peak):
            return chip
        self.suppose(f"{chip.name} is taken with the figures that the record gives")
        peaks = {"bf16": peak, "fp16": peak} if peak else dict(chip.peak_tflops)
        return dataclasses.replace(
            chip,
            memory_gib=memory or chip.memory_gib,
            bandwidth_gb_per_s=rate or chip.bandwidth_gb_per_s,
            peak_tflops=peaks,
        )

    def _described_chip(self, name: str) -> Accelerator | None:
        """A chip by its figures, where peak and bandwidth are given."""
        peak, rate = self.number("peak_tflops"), self.number("bandwidth_gb_per_s")
        memory = self.number("memory_gib")
        if peak is None or rate is None:
            return None
        self.suppose(
            f"{name or 'the chip'} is predicted from its bandwidth and peak alone",
            SPREAD_UNKNOWN_ACCELERATOR,
        )
        return chips.described(name or "chip", peak, rate, memory, self.constants)

    @once
    def shape(self, params: float) -> Shape | None:
        """The shape in the field `arch`, where it is complete enough."""
        given = self.value("arch")
        return None if given is None else shape_of(params, given, self.constants)
