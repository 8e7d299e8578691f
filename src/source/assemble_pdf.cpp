#include "source/assemble_pdf.h"

#include <deque>
#include <exception>
#include <memory>
#include <new>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <string_view>

#include "core/error.h"
#include "source/image_pdf.h"

namespace codau::image {
namespace {

/// A file as an open PDF, with the bytes that it reads from.
struct OpenPdf {
  std::string made;  ///< bytes of a file that is no PDF
  QPDF pdf;
};

void open(const SourceFile& file, OpenPdf& out) {
  const bool is_pdf = file.format() == SourceFormat::kPdf;
  if (!is_pdf) out.made = make_image_pdf(file);
  const std::string_view bytes = is_pdf ? file.bytes() : std::string_view(out.made);
  out.pdf.setSuppressWarnings(true);
  out.pdf.processMemoryFile("source", bytes.data(), bytes.size());
  QPDFPageDocumentHelper(out.pdf).pushInheritedAttributesToPage();
}

std::string write(QPDF& pdf) {
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setPreserveEncryption(false);
  writer.setDecodeLevel(qpdf_dl_none);
  writer.setDeterministicID(true);
  writer.write();
  const std::shared_ptr<Buffer> buffer = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

/// Copies the settings that say which layers of the pages are visible.
void copy_layers(QPDF& from, QPDF& to) {
  QPDFObjectHandle layers = from.getRoot().getKey("/OCProperties");
  if (!layers.isDictionary() || to.getRoot().hasKey("/OCProperties")) return;
  if (!layers.isIndirect()) layers = from.makeIndirectObject(layers);
  to.getRoot().replaceKey("/OCProperties", to.copyForeignObject(layers));
}

std::string assemble(const std::vector<SourceFile>& files, const std::vector<PagePlace>& pages) {
  std::deque<OpenPdf> sources;  // copied pages read from them until the PDF is written
  for (const SourceFile& file : files) open(file, sources.emplace_back());
  QPDF out;
  out.emptyPDF();
  for (const PagePlace& place : pages) {
    if (place.file >= sources.size() || place.number == 0)
      throw Error(Cause::kDamaged, "a page does not exist");
    const std::vector<QPDFObjectHandle>& from = sources[place.file].pdf.getAllPages();
    if (place.number > from.size()) throw Error(Cause::kDamaged, "a page does not exist");
    out.addPage(from[place.number - 1], false);
  }
  for (OpenPdf& one : sources) copy_layers(one.pdf, out);
  return write(out);
}

}  // namespace

std::string assemble_pdf(const std::vector<SourceFile>& files,
                         const std::vector<PagePlace>& pages) {
  try {
    return assemble(files, pages);
  } catch (const Error&) {
    throw;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const QPDFExc& problem) {
    const bool is_locked = problem.getErrorCode() == qpdf_e_password;
    throw Error(is_locked ? Cause::kEncrypted : Cause::kDamaged, problem.what());
  } catch (const std::exception& problem) {
    throw Error(Cause::kDamaged, problem.what());
  }
}

}  // namespace codau::image
