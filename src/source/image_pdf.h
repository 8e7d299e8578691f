// source/image_pdf.h — a scan that is no PDF as one: what a searchable PDF is then made of.
#pragma once

#include <memory>
#include <string>

#include "source/source_file.h"

namespace codau::image {

/// A PDF in the making, with a page for every picture of TIFF, PNG, JPEG, WebP or JPEG 2000 files,
/// as large as the picture at its resolution. JPEG and JPEG 2000 data go in as they are; what else
/// was read goes in without loss. Pixels lie as in SourceFile::load_page_image(). A page of several
/// that cannot be decoded is an empty one of its size: its reading has said why. Deterministic.
class ImagePdfWriter {
 public:
  ImagePdfWriter();
  ~ImagePdfWriter();
  ImagePdfWriter(const ImagePdfWriter&) = delete;
  ImagePdfWriter& operator=(const ImagePdfWriter&) = delete;

  /// The pages of a file behind those that are there. Throws Error{Cause::kOutOfMemory}.
  void add(const SourceFile& source);
  /// The PDF. Errors as of SourceFile, where no page could be decoded. To be called once.
  [[nodiscard]] std::string write_pdf();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Of one file.
[[nodiscard]] std::string make_image_pdf(const SourceFile& source);

}  // namespace codau::image
