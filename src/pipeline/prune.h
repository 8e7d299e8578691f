// pipeline/prune.h — finds and removes documents whose files are gone from the inputs.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "pipeline/inputs/inputs.h"
#include "pipeline/inputs/sources.h"
#include "store/store.h"

namespace codau::pipeline {

/// Files that an earlier run of this output saw under the given inputs, and that are missing or
/// changed now. A file that `codau merge` brought from another output never counts as gone, as no
/// run of this output has looked for that file. A document stays if such a file may still hold it.
/// When a run meets such a file, the file becomes an input of this output
/// (pipeline/inputs/source_catalogue.h).
struct GoneInputs {
  std::vector<store::SeenInput> inputs;
  std::vector<std::string> documents;  ///< doc_ids of `inputs` that no other file has, sorted
  /// Documents that are missing under the given inputs and stay, as another output has their file.
  std::vector<std::string> of_others;
};

/// Returns the inputs that are gone, and their documents. `given`: the inputs as the user named
/// them; `found`: the files that these lead to now. Finds uploads of `codau serve` again if the
/// output was moved. Ignores files outside of `given`, and files below folders that cannot be
/// opened. Throws Error{kUsage} if `found` has no file at all: a folder that is not mounted must
/// not empty an archive.
[[nodiscard]] GoneInputs find_gone_inputs(const std::vector<std::filesystem::path>& given,
                                          const FoundInputs& found, const store::PageStore& pages);

/// Adds `past` to `gone`: earlier states of folders whose pages have changed
/// (pipeline/inputs/join_folders.h), or of files that were appended to.
void add_past(GoneInputs& gone, const std::vector<store::SeenInput>& past,
              const store::PageStore& pages);

/// Adds to `gone` the documents of single files that are now pages of a folder document.
void add_joined(GoneInputs& gone, const std::vector<InputSource>& sources,
                const store::PageStore& pages);

/// Removes gone file names from documents that have other files. Call this before name_sources().
void forget_names(const GoneInputs& gone, store::PageStore& pages);

/// Removes the gone documents, their sub-documents and their files. Returns the number of removed
/// documents. A document stays if its file exists and its new content gives no document, as after a
/// failed copy. Call this after all inputs were read.
std::size_t prune(const GoneInputs& gone, store::Store& store, const std::filesystem::path& out);

}  // namespace codau::pipeline
