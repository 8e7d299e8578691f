// pipeline/edits/pdf_cutter.h — papers cut out of the searchable PDF of a scan that holds several.
#pragma once

#include <filesystem>

#include "export/pdf/paper_pdf_finder.h"

namespace codau::pipeline {

/// A confined worker opens the PDF, which was made of somebody's file; it starts with the first.
/// False also where it breaks at it, lies, or takes too long. `worker`: the program. One thread.
[[nodiscard]] exports::PdfCutter make_pdf_cutter(std::filesystem::path worker);

}  // namespace codau::pipeline
