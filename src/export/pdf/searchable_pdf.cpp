#include "export/pdf/searchable_pdf.h"

#include <algorithm>
#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <stdexcept>

#include "core/error.h"
#include "export/pdf/glyphless_font.h"
#include "export/pdf/pdf_text_layer.h"
#include "export/pdf/replace_text_layers.h"
#include "export/pdf/replaced_text.h"

namespace codau::exports {
namespace {

/// Passes the output of the PDF library to our file: no second copy in memory, and our own errors.
class ToSink final : public Pipeline {
 public:
  explicit ToSink(io::FileSink& sink) : Pipeline("file", nullptr), sink_(sink) {}
  void write(unsigned char const* data, std::size_t size) override {
    sink_.write({reinterpret_cast<const char*>(data), size});
  }
  void finish() override {}

 private:
  io::FileSink& sink_;
};

PageFrame frame_of(QPDFPageObjectHelper& page) {
  PageFrame frame;
  const QPDFObjectHandle::Rectangle media = page.getMediaBox().getArrayAsRectangle();
  const QPDFObjectHandle::Rectangle crop = page.getCropBox().getArrayAsRectangle();
  const bool has_media = media.urx > media.llx && media.ury > media.lly;
  if (has_media) frame = {media.llx, media.lly, media.urx, media.ury, 0};
  const PageFrame cut{std::max(crop.llx, frame.left), std::max(crop.lly, frame.bottom),
                      std::min(crop.urx, frame.right), std::min(crop.ury, frame.top), 0};
  if (cut.right > cut.left && cut.top > cut.bottom) frame = cut;
  QPDFObjectHandle rotate = page.getAttribute("/Rotate", false);
  if (rotate.isInteger()) {
    frame.viewer_rotation = static_cast<int>((rotate.getIntValue() % 360 + 360) % 360 / 90 * 90);
  }
  return frame;
}

QPDFObjectHandle make_font(QPDF& pdf, const std::vector<PdfPage>& pages) {
  const auto stream = [&pdf](const std::string& data) { return pdf.newStream(data); };
  const std::string bytes = make_glyphless_font();
  QPDFObjectHandle program = stream(bytes);
  program.getDict().replaceKey("/Length1",
                               QPDFObjectHandle::newInteger(static_cast<long long>(bytes.size())));
  QPDFObjectHandle descriptor = QPDFObjectHandle::parse(
      "<< /Type /FontDescriptor /FontName /CodauGlyphless /Flags 5 /FontBBox [0 -1 500 1000]"
      " /ItalicAngle 0 /Ascent 1000 /Descent -1 /CapHeight 1000 /StemV 80 >>");
  descriptor.replaceKey("/FontFile2", program);
  QPDFObjectHandle descendant = QPDFObjectHandle::parse(
      "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /CodauGlyphless /DW 500"
      " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>");
  descendant.replaceKey("/FontDescriptor", pdf.makeIndirectObject(descriptor));
  descendant.replaceKey("/CIDToGIDMap", stream(make_cid_to_gid_map()));
  QPDFObjectHandle font = QPDFObjectHandle::parse(
      "<< /Type /Font /Subtype /Type0 /BaseFont /CodauGlyphless /Encoding /Identity-H >>");
  font.replaceKey("/DescendantFonts",
                  QPDFObjectHandle::newArray({pdf.makeIndirectObject(descendant)}));
  std::set<char16_t> codes;
  for (const PdfPage& page : pages) codes.merge(list_codes(page));
  font.replaceKey("/ToUnicode", stream(make_to_unicode_cmap(codes)));
  return pdf.makeIndirectObject(font);
}

/// Adds the font to the page's own resources under a free name; returns the name.
std::string add_font(QPDFPageObjectHelper& page, const QPDFObjectHandle& font) {
  QPDFObjectHandle resources = page.getAttribute("/Resources", true);
  if (!resources.isDictionary()) {
    resources = QPDFObjectHandle::newDictionary();
    page.getObjectHandle().replaceKey("/Resources", resources);
  }
  QPDFObjectHandle fonts = resources.getKey("/Font");
  fonts = fonts.isDictionary() ? fonts.shallowCopy() : QPDFObjectHandle::newDictionary();
  std::string name = "Codau";
  while (fonts.hasKey("/" + name)) name += "_";
  fonts.replaceKey("/" + name, font);
  resources.replaceKey("/Font", fonts);
  return name;
}

/// Rotates a page so that its print is upright.
void turn_upright(QPDFPageObjectHelper& page, std::int32_t rotation) {
  if (rotation % 360 != 0) page.rotatePage(rotation, true);
}

/// Returns the head of a text layer of codau: "q" and the matrix from pixels to the page. Returns
/// an empty text for any other stream.
std::string head_of_layer(QPDFObjectHandle stream) {
  constexpr std::size_t kLongest = 200;  // bytes of six numbers
  if (!stream.isStream()) return {};
  const auto data = stream.getStreamData();
  const std::string_view bytes(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
  const std::size_t end = bytes.substr(0, kLongest).find(" cm BT 3 Tr\n/Codau");
  const bool is_own = bytes.starts_with("q ") && bytes.ends_with("ET Q\n");
  return is_own && end != std::string_view::npos ? std::string(bytes.substr(0, end)) : "";
}

/// Removes codau's layer, the first of the page's contents, and its font. Returns the head of the
/// layer; empty if there was none.
std::string remove_own_layer(QPDFPageObjectHelper& page) {
  QPDFObjectHandle contents = page.getObjectHandle().getKey("/Contents");
  if (!contents.isArray() || contents.getArrayNItems() == 0) return {};
  std::string head = head_of_layer(contents.getArrayItem(0));
  if (head.empty()) return {};
  contents = contents.shallowCopy();
  contents.eraseItem(0);
  page.getObjectHandle().replaceKey("/Contents", contents);
  QPDFObjectHandle resources = page.getAttribute("/Resources", true);
  QPDFObjectHandle fonts = resources.isDictionary() ? resources.getKey("/Font") : resources;
  if (!fonts.isDictionary()) return head;
  fonts = fonts.shallowCopy();
  for (const std::string& name : fonts.getKeys()) {
    QPDFObjectHandle base = fonts.getKey(name).getKey("/BaseFont");
    if (base.isName() && base.getName() == "/CodauGlyphless") fonts.removeKey(name);
  }
  resources.replaceKey("/Font", fonts);
  return head;
}

/// Adds the layers before the page's own contents, where the graphics state is still untouched.
void add_layers(QPDF& pdf, const std::vector<PdfPage>& pages) {
  std::vector<QPDFObjectHandle> objects = pdf.getAllPages();
  const QPDFObjectHandle font = make_font(pdf, pages);
  std::set<std::uint32_t> replaced;
  for (const PdfPage& page : pages) {
    if (!page.lines.empty()) replaced.insert(page.number);
  }
  remove_replaced_text(pdf, replaced);
  for (const PdfPage& words : pages) {
    if (words.number == 0 || words.number > objects.size()) continue;
    QPDFPageObjectHelper page(objects[words.number - 1]);
    if (!words.lines.empty()) {
      const std::string layer = make_text_layer(words, frame_of(page), add_font(page, font));
      page.addPageContents(pdf.newStream(layer), true);
    }
    turn_upright(page, words.rotation);
  }
}

void write(QPDF& pdf, io::FileSink& out) {
  ToSink sink(out);
  QPDFWriter writer(pdf);
  writer.setOutputPipeline(&sink);
  writer.setPreserveEncryption(false);
  writer.setDecodeLevel(qpdf_dl_none);
  writer.setCompressStreams(true);
  writer.setDeterministicID(true);
  writer.setNewlineBeforeEndstream(true);  // ISO 19005-2, 6.1.7.1
  writer.write();
}

/// Claims or disclaims PDF/A, and writes the file.
std::set<PdfObstacle> finish(QPDF& pdf, io::FileSink& out) {
  std::set<PdfObstacle> obstacles = find_pdf_a_obstacles(pdf);
  if (obstacles.empty()) {
    claim_pdf_a(pdf);
  } else {
    disclaim_pdf_a(pdf);
  }
  write(pdf, out);
  return obstacles;
}

/// Runs `body` on the source; converts exceptions of the library.
template <class Body>
std::set<PdfObstacle> with_pdf(std::string_view source, Body body) {
  try {
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.processMemoryFile("source", source.data(), source.size());
    return body(pdf);
  } catch (const Error&) {
    throw;
  } catch (const QPDFExc& problem) {
    const bool locked = problem.getErrorCode() == qpdf_e_password;
    throw Error(locked ? Cause::kEncrypted : Cause::kDamaged, problem.what());
  } catch (const std::runtime_error& problem) {
    throw Error(Cause::kDamaged, problem.what());
  }
}

}  // namespace

std::set<PdfObstacle> write_searchable_pdf(std::string_view source,
                                           const std::vector<PdfPage>& pages, io::FileSink& out) {
  return with_pdf(source, [&](QPDF& pdf) {
    add_layers(pdf, pages);
    return finish(pdf, out);
  });
}

void replace_text_layers(std::string_view source, const std::vector<PdfPage>& pages,
                         io::FileSink& out) {
  (void)with_pdf(source, [&](QPDF& pdf) {
    std::vector<QPDFObjectHandle> objects = pdf.getAllPages();
    const QPDFObjectHandle font = make_font(pdf, pages);
    for (const PdfPage& words : pages) {
      if (words.number == 0 || words.number > objects.size()) continue;
      QPDFPageObjectHelper page(objects[words.number - 1]);
      const std::string head = remove_own_layer(page);
      if (words.lines.empty()) continue;
      PageFrame frame = frame_of(page);
      frame.viewer_rotation =
          (frame.viewer_rotation - words.rotation + 360) % 360;  // as before it was turned upright
      std::string layer = make_text_layer(words, frame, add_font(page, font));
      if (layer.empty()) continue;
      if (!head.empty()) layer.replace(0, layer.find(" cm "), head);
      page.addPageContents(pdf.newStream(layer), true);
    }
    write(pdf, out);
    return std::set<PdfObstacle>{};
  });
}

std::set<PdfObstacle> write_page_range(std::string_view source, PdfPageRange pages,
                                       io::FileSink& out) {
  return with_pdf(source, [&](QPDF& pdf) {
    QPDF part;
    part.emptyPDF();
    part.setSuppressWarnings(true);
    copy_pages(pdf, pages, part);
    return finish(part, out);
  });
}

}  // namespace codau::exports
