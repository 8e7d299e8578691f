// pipeline/edits/pdf_cutter.h — extracts one document from the searchable PDF of a scan with
// several documents.
#pragma once

#include <filesystem>

#include "export/pdf/paper_pdf_finder.h"

namespace codau::pipeline {

/// Returns a function that extracts pages of a PDF. A sandboxed worker opens the PDF, since the PDF
/// was made from an untrusted file. The first call starts the worker. The function returns false in
/// two cases:
/// 1. The PDF cannot be cut.
/// 2. The worker crashes, sends an invalid answer, or takes too long.
/// The path `worker` is that of the program codau-worker. One thread only.
[[nodiscard]] exports::PdfCutter make_pdf_cutter(std::filesystem::path worker);

}  // namespace codau::pipeline
