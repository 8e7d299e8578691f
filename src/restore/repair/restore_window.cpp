#include "restore/repair/restore_window.h"

#include <utility>
#include <vector>

#include "core/changes.h"
#include "restore/decode/context_input.h"
#include "restore/decode/decoded_window.h"
#include "restore/decode/line_damage.h"
#include "restore/decode/repetition.h"
#include "restore/decode/token_window.h"
#include "restore/decode/trellis.h"
#include "restore/repair/decisions.h"
#include "restore/repair/engine_output.h"
#include "restore/repair/gaps.h"
#include "restore/repair/real_word_errors.h"
#include "restore/repair/word_boundaries.h"
#include "restore/repair/writer.h"

namespace codau::restore {
namespace {

/// Returns the confidence of the engine by token; empty without evidence.
std::vector<double> engine_confidences(const std::vector<Token>& tokens,
                                       const std::vector<Change>& changes,
                                       std::span<const WordEvidence> evidence) {
  std::vector<double> out;
  if (evidence.empty()) return out;
  out.assign(tokens.size(), 0);
  std::size_t at = 0;
  for (const WordEvidence& word : evidence) {
    const ByteRange there = to_output(changes, word.text);
    while (at < tokens.size() && tokens[at].text.end <= there.begin) ++at;
    for (std::size_t i = at; i < tokens.size() && tokens[i].text.begin < there.end; ++i) {
      out[i] = word.confidence;
    }
  }
  return out;
}

/// Returns the bytes at which print is lost.
std::vector<std::uint32_t> find_gaps(const std::vector<Change>& changes,
                                     std::span<const WordEvidence> evidence) {
  std::vector<std::uint32_t> out;
  for (const WordEvidence& word : evidence) {
    if (word.gap) out.push_back(to_output(changes, {*word.gap, *word.gap}).begin);
  }
  return out;
}

/// Returns the context of each word, by the letters that it shows.
ContextRescorer make_context_rescorer(const Knowledge& knowledge, const TokenWindow& window) {
  const lm::ContextModel& model = knowledge.context;
  return {model, make_context_input(window.text, window.tokens, [&](std::size_t i) {
            const FoldGroup fold = window.word_types[i]->fold;
            return fold.begin == fold.end ? lm::kUnknownFold : model.fold_of(fold.begin);
          })};
}

DecodedWindow decode_and_rescore(WindowResources& resources, const TokenWindow& window,
                                 ContextRescorer& context) {
  DecodedWindow out = decode_window(resources, window, find_name_hints(resources, window), context);
  rescore_by_repetition(out.posteriors);
  return out;
}

/// A window before the decisions.
struct Interpretation {
  TokenWindow window;
  DecodedWindow decoded;
  std::vector<RealWordError> errors;  ///< to be reported
};

/// Returns `seen`, a text of unknown origin, with its real-word errors. If they are more than an
/// author makes (engine_output.h), the text is read again as the work of an engine. Words that this
/// explains are then no errors.
Interpretation find_errors(WindowResources& resources, Interpretation seen,
                           ContextRescorer& context) {
  const auto errors_by = [&](ChannelId channel) {
    return find_real_word_errors(resources, seen.window, seen.decoded, channel, context);
  };
  seen.errors = errors_by(kCleanText);
  std::vector<RealWordError> all = errors_by(resources.viet_ocr_channel);
  all.insert(all.end(), seen.errors.begin(), seen.errors.end());
  if (!may_be_engine_output(resources, seen.window, all)) return seen;
  Interpretation read{assume_engine_output(resources, seen.window), {}, {}};
  ContextRescorer anew = make_context_rescorer(resources.knowledge, read.window);
  read.decoded = decode_and_rescore(resources, read.window, anew);
  if (!is_explained_by_engine(read.window, read.decoded, all)) return seen;
  read.errors = find_real_word_errors(resources, read.window, read.decoded, kCleanText, anew);
  return read;
}

}  // namespace

Restoration restore_window(const Knowledge& knowledge, const text::NormalisedText& normalised,
                           std::vector<Token> tokens, const RestoreOptions& options,
                           std::span<const WordEvidence> evidence, WordCache& cache) {
  WindowResources resources(knowledge, options, cache);
  tokens = mark_gaps(resources.finder, resources.viet_ocr_channel, normalised.text,
                     std::move(tokens), find_gaps(normalised.changes, evidence));
  std::vector<double> trusted = engine_confidences(tokens, normalised.changes, evidence);
  TokenWindow window = infer_line_damage(
      resources,
      make_token_window(resources, normalised.text, std::move(tokens), std::move(trusted)));
  if (window.engine_confidence.empty())
    window = repair_word_boundaries(resources, std::move(window));
  ContextRescorer context = make_context_rescorer(knowledge, window);
  resources.finder.use_channels(fit_channels(resources, window, context));
  DecodedWindow decoded = decode_and_rescore(resources, window, context);
  Interpretation seen{std::move(window), std::move(decoded), {}};
  if (may_be_typed(resources, seen.window)) seen = find_errors(resources, std::move(seen), context);
  const Decisions decisions = decide(resources, seen.window, seen.decoded);
  Restoration out = write_window(resources, seen.window, seen.decoded, decisions);
  report_real_word_errors(resources, seen.window, seen.errors, out);
  return out;
}

}  // namespace codau::restore
