// pipeline/prune.h — documents whose files are gone from the inputs.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "pipeline/inputs/inputs.h"
#include "pipeline/inputs/sources.h"
#include "store/store.h"

namespace codau::pipeline {

/// What an earlier run of this output has seen under the given inputs and is not there any more, or
/// has another content now. What came with codau merge from another output, whose files nobody here
/// has looked for, is not gone, though a path of that name is: a document that one of these may
/// still have stays. When a run meets the very file, it is this output's
/// (pipeline/inputs/source_catalogue.h).
struct GoneInputs {
  std::vector<store::SeenInput> inputs;
  std::vector<std::string> documents;  ///< of these: doc_ids without any other file, sorted
  /// Documents that are not found under the given inputs and stay, as another output has them.
  std::vector<std::string> of_others;
};

/// `given`: the inputs as the user named them; `found`: what they lead to now. Files elsewhere, and
/// below folders that cannot be opened, are left alone. Throws Error{kUsage} when nothing at all
/// was found: a folder that is not mounted is no reason to take an archive out.
[[nodiscard]] GoneInputs find_gone_inputs(const std::vector<std::filesystem::path>& given,
                                          const FoundInputs& found, const store::PageStore& pages);

/// The same of what lay in folders that hold other pages now (pipeline/inputs/join_folders.h).
void add_past(GoneInputs& gone, const std::vector<store::SeenInput>& past,
              const store::PageStore& pages);

/// And documents that were made of single files which are pages of others now.
void add_joined(GoneInputs& gone, const std::vector<InputSource>& sources,
                const store::PageStore& pages);

/// Forgets names that are gone of documents that have others. Before names are put together.
void forget_names(const GoneInputs& gone, store::PageStore& pages);

/// Takes the documents out, with those behind them and their folders; how many. One stays whose
/// file is there and has become what is no document: a copy that failed. When all inputs were read.
std::size_t prune(const GoneInputs& gone, store::Store& store, const std::filesystem::path& out);

}  // namespace codau::pipeline
