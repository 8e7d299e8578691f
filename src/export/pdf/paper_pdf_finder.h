// export/pdf/paper_pdf_finder.h — finds the PDF of each paper. A paper is one document of the
// store. Its PDF is a searchable PDF, or pages cut out of a scan of several papers.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "export/pdf/page_range.h"
#include "io/temp_file.h"
#include "store/store_reader.h"

namespace codau::exports {

/// Returns the path of the searchable PDF of a document. `output`: the folder of the store.
[[nodiscard]] std::filesystem::path locate_searchable_pdf(const std::filesystem::path& output,
                                                          std::string_view doc_id);
/// Returns the path of the PDF as received. The file exists only if the received PDF was signed.
[[nodiscard]] std::filesystem::path locate_original_pdf(const std::filesystem::path& output,
                                                        std::string_view doc_id);

/// Writes some pages of the searchable PDF `pdf` to the new file `to`. Returns false if the content
/// of a page cannot be determined, or if the process that cuts the pages crashes. Throws
/// Error{kOutput}.
using PdfCutter = std::function<bool(const std::filesystem::path& pdf, PdfPageRange pages,
                                     const std::filesystem::path& to)>;

/// The state of the PDF of a paper:
/// 1. kAvailable: the PDF exists and is whole.
/// 2. kMissing: no PDF exists.
/// 3. kShared: the PDF also holds other papers and cannot be cut.
/// 4. kDamaged: the PDF differs from the written file, or the signed original from the received
///    file.
/// A PDF is kShared for one of these reasons:
/// 1. A page belongs to two papers, or the pages of the paper are not contiguous.
/// 2. The store does not know the pages of a paper, for example of a removed paper.
/// 3. The whole file is signed.
/// 4. PdfCutter returns false, or is missing.
enum class PaperPdfState : std::uint8_t { kAvailable, kMissing, kShared, kDamaged };
/// The PDF of a paper.
struct FoundPdf {
  PaperPdfState state = PaperPdfState::kMissing;
  std::filesystem::path file = {};                     ///< use only for kAvailable
  std::optional<std::filesystem::path> original = {};  ///< the signed PDF as received
  /// The file was cut for this export and may be moved away.
  bool is_cut = false;
};

/// Finds the PDFs of papers. Keeps cut PDFs in a temporary folder beside the target of an export
/// (io/temp_file.h), as long as this object lives. Not thread-safe.
class PaperPdfFinder {
 public:
  /// `store` must outlive this object. `output`: the folder of the store. Without `cut`, every PDF
  /// of several papers is kShared.
  PaperPdfFinder(const store::StoreReader& store, std::filesystem::path output, PdfCutter cut,
                 const std::filesystem::path& target);
  /// Returns the PDF of a document in the store; valid as long as this object. Throws
  /// Error{kOutput}.
  [[nodiscard]] const FoundPdf& locate(std::string_view doc_id);

 private:
  [[nodiscard]] FoundPdf find(std::string_view doc_id);
  [[nodiscard]] FoundPdf cut(std::string_view doc_id, const store::SharedFile& file);

  const store::StoreReader& store_;
  std::filesystem::path output_;
  PdfCutter cut_;
  std::filesystem::path work_folder_place_;
  std::optional<io::TempFile> folder_;
  std::map<std::string, FoundPdf, std::less<>> found_;
};

}  // namespace codau::exports
