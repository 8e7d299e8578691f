#include "restore/repair/window.h"

#include <utility>
#include <vector>

#include "core/changes.h"
#include "restore/decode/candidates.h"
#include "restore/decode/evidence.h"
#include "restore/decode/lines.h"
#include "restore/decode/passage.h"
#include "restore/decode/readings.h"
#include "restore/decode/surroundings.h"
#include "restore/repair/decisions.h"
#include "restore/repair/gaps.h"
#include "restore/repair/read_text.h"
#include "restore/repair/segment.h"
#include "restore/repair/suspects.h"
#include "restore/repair/writer.h"

namespace codau::restore {
namespace {

/// Returns the confidence of the engine by token; empty without evidence.
std::vector<double> trust(const std::vector<Token>& tokens, const std::vector<Change>& changes,
                          std::span<const WordEvidence> evidence) {
  std::vector<double> out;
  if (evidence.empty()) return out;
  out.assign(tokens.size(), 0);
  std::size_t at = 0;
  for (const WordEvidence& word : evidence) {
    const Bytes there = to_output(changes, word.text);
    while (at < tokens.size() && tokens[at].text.end <= there.begin) ++at;
    for (std::size_t i = at; i < tokens.size() && tokens[i].text.begin < there.end; ++i) {
      out[i] = word.confidence;
    }
  }
  return out;
}

/// Returns the bytes at which print is lost.
std::vector<std::uint32_t> gaps_in(const std::vector<Change>& changes,
                                   std::span<const WordEvidence> evidence) {
  std::vector<std::uint32_t> out;
  for (const WordEvidence& word : evidence) {
    if (word.gap) out.push_back(to_output(changes, {*word.gap, *word.gap}).begin);
  }
  return out;
}

/// Returns the context of each word, by the letters that it shows.
ContextEvidence context_of(const Knowledge& knowledge, const Passage& passage) {
  const lm::ContextModel& model = knowledge.context;
  return {model, surroundings(passage.text, passage.tokens, [&](std::size_t i) {
            const FoldGroup fold = passage.words[i]->fold;
            return fold.begin == fold.end ? lm::kUnknownFold : model.fold_of(fold.begin);
          })};
}

Readings read_shared(Means& means, const Passage& passage, ContextEvidence& context) {
  Readings out = read(means, passage, find_names(means, passage), context);
  share_evidence(out.sightings);
  return out;
}

/// A window before the decisions.
struct Understanding {
  Passage passage;
  Readings readings;
  std::vector<Suspect> suspects;  ///< to be reported
};

/// Returns `seen`, a text of unknown origin, with its suspects. If they are more than an author
/// makes (read_text.h), the text is read again as the work of an engine. Words that this explains
/// are then no suspects.
Understanding with_suspects(Means& means, Understanding seen, ContextEvidence& context) {
  const auto suspects_by = [&](ChannelId channel) {
    return suspects_of(means, seen.passage, seen.readings, channel, context);
  };
  seen.suspects = suspects_by(kCleanText);
  std::vector<Suspect> all = suspects_by(means.readers_own);
  all.insert(all.end(), seen.suspects.begin(), seen.suspects.end());
  if (!may_be_read(means, seen.passage, all)) return seen;
  Understanding read{believe_read(means, seen.passage), {}, {}};
  ContextEvidence anew = context_of(means.knowledge, read.passage);
  read.readings = read_shared(means, read.passage, anew);
  if (!is_explained(read.passage, read.readings, all)) return seen;
  read.suspects = suspects_of(means, read.passage, read.readings, kCleanText, anew);
  return read;
}

}  // namespace

Restored restore_window(const Knowledge& knowledge, const text::Normalised& text,
                        const RestoreOptions& options, std::span<const WordEvidence> evidence,
                        WordMemory& memory) {
  Means means(knowledge, options, memory);
  std::vector<Token> tokens = tokenise(text.text);
  tokens = with_gaps(means.types, means.readers_own, text.text, std::move(tokens),
                     gaps_in(text.changes, evidence));
  std::vector<double> trusted = trust(tokens, text.changes, evidence);
  Passage passage =
      infer_lines(means, passage_of(means, text.text, std::move(tokens), std::move(trusted)));
  if (passage.trust.empty()) passage = segment(means, std::move(passage));
  ContextEvidence context = context_of(knowledge, passage);
  means.types.use(fit_channels(means, passage, context));
  Readings readings = read_shared(means, passage, context);
  Understanding seen{std::move(passage), std::move(readings), {}};
  if (may_be_typed(means, seen.passage)) seen = with_suspects(means, std::move(seen), context);
  const Decisions decisions = decide(means, seen.passage, seen.readings);
  Restored out = write(means, seen.passage, seen.readings, decisions);
  tell_suspects(means, seen.passage, seen.suspects, out);
  return out;
}

}  // namespace codau::restore
