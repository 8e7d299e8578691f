// train/model_writer.h — an estimated model as the file that lm/ngram_model.h maps.
#pragma once

#include <string>

#include "train/estimate.h"

namespace codau::train {

/// Quantises to 8 bits and writes `path`: the mark of an unfinished file first, the true header
/// last. Throws Error{kOutput} when it cannot be written.
void write_model(const NGrams& model, const Vocabulary& vocabulary, const std::string& path);

}  // namespace codau::train
