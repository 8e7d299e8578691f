#include "restore/window.h"

#include <utility>
#include <vector>

#include "core/changes.h"
#include "restore/candidates.h"
#include "restore/evidence.h"
#include "restore/lines.h"
#include "restore/passage.h"
#include "restore/read_text.h"
#include "restore/readings.h"
#include "restore/segment.h"
#include "restore/surroundings.h"
#include "restore/writer.h"

namespace codau::restore {
namespace {

/// The reader's confidence by token; empty without evidence.
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

/// What stands around each word, by the letters that it shows.
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

}  // namespace

Restored restore_window(const Knowledge& knowledge, const text::Normalised& text,
                        const RestoreOptions& options, std::span<const WordEvidence> evidence,
                        WordMemory& memory) {
  Means means(knowledge, options, memory);
  std::vector<Token> tokens = tokenise(text.text);
  std::vector<double> trusted = trust(tokens, text.changes, evidence);
  Passage passage =
      infer_lines(means, passage_of(means, text.text, std::move(tokens), std::move(trusted)));
  if (passage.trust.empty()) passage = segment(means, std::move(passage));
  ContextEvidence context = context_of(knowledge, passage);
  fit_channels(means, passage, context);
  Readings readings = read_shared(means, passage, context);
  if (!may_be_typed(means, passage)) return write(means, passage, readings);
  const auto suspects_by = [&](ChannelId channel) {
    return suspects_of(means, passage, readings, channel, context);
  };
  std::vector<Suspect> suspects = suspects_by(kCleanText),
                       all_suspects = suspects_by(means.readers_own);
  all_suspects.insert(all_suspects.end(), suspects.begin(), suspects.end());
  if (may_be_read(means, passage, all_suspects)) {
    Passage read_before = believe_read(means, passage);
    ContextEvidence anew = context_of(knowledge, read_before);
    Readings explained = read_shared(means, read_before, anew);
    if (is_explained(read_before, explained, all_suspects)) {
      suspects = suspects_of(means, read_before, explained, kCleanText, anew);
      passage = std::move(read_before);
      readings = std::move(explained);
    }
  }
  Restored out = write(means, passage, readings);
  tell_suspects(means, passage, suspects, out);
  return out;
}

}  // namespace codau::restore
