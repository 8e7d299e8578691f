// train/context_training.h — the context model (lm/context_model.h) from text: stochastic gradient
// descent on log P(word | its fold, what stands around it).
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "lm/context_format.h"
#include "train/counts.h"

namespace codau::train {

/// A corpus as the context model sees it.
struct ContextText {
  std::vector<lm::ContextToken> tokens;
  std::vector<lm::WordId> words;  ///< by token; kUnknown where there is nothing to learn
};

/// Appends all lines, each as a paragraph.
void read_context(const Lines& lines, const Vocabulary& vocabulary, ContextText& text);

struct ContextOptions {
  std::size_t hidden = 320;  ///< a multiple of 64
  unsigned log_rows = 17;    ///< rows of n-grams, as a power of two
  unsigned epochs = 3;
  float rate = 0.04F;  ///< of learning at the start; a tenth of it at the end
};

/// Trains and writes `path`. One thread, no library mathematics: the same bytes anywhere.
/// With no epochs the model knows nothing: every word of a fold is as likely. `report` gets a line
/// now and then. Throws Error{kOutput} when the file cannot be written.
void train_context(const ContextText& text, const Vocabulary& vocabulary,
                   const ContextOptions& options, const std::string& path,
                   const std::function<void(const std::string&)>& report);

}  // namespace codau::train
