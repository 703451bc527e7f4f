# A chart by govfig, for gnuplot 5.2 or later.
set encoding utf8
set datafile separator tab
data = './box.tsv'
font_family = 'WenQuanYi Micro Hei'
font_title = font_family . ',20'
dot = 0.75
font_text = font_family . ',13'
font_label = font_family . ',12'
font_small = font_family . ',11'
set terminal svg noenhanced size 900,396 background '#ffffff' font font_text
set output './box.svg'

# Places in pixels, from the left and from the top.
X(x) = x / 900.0
Y(y) = 1 - y / 396.0
set lmargin at screen X(81)
set rmargin at screen X(851)
set tmargin at screen Y(78)
set bmargin at screen Y(318)

unset key
set border 0
set tics scale 0
unset xtics
unset ytics
set label 1 '每笔罚款的分布' at screen X(18), screen Y(30) left font font_title textcolor rgb '#1a1a1a'
set label 2 '数额 · 实际 · 单位：万元' at screen X(18), screen Y(56) left font font_text textcolor rgb '#666666'
set label 3 '箱：四分位数，中线：中位数；须：第5至第95百分位数；点：最小值和最大值' at screen X(18), screen Y(360) left font font_small textcolor rgb '#777777'
set label 4 '来源：督察通报（虚构）' at screen X(18), screen Y(376) left font font_small textcolor rgb '#777777'

set xrange [0:1283792]
set xtics ('0' 0, '50' 500000, '100' 1000000) scale 0 font font_label textcolor rgb '#666666'
set yrange [8.5:0.5]
set grid xtics back linetype 1 linewidth 1 linecolor rgb '#e3e3e3'
set arrow 1 from 0, graph 0 to 0, graph 1 nohead front linewidth 1 linecolor rgb '#555555'
left = 0
right = 1283792
half = 0.33
plot data index 0 using (left):1:2 with labels right offset screen -X(8.0),0 font font_text textcolor rgb '#222222', \
  data index 1 using 3:1:($7 - $3):(0) with vectors nohead linewidth 1.5 linecolor rgb '#1f6fb0', \
  data index 1 using 5:1:4:6:($1 - half):($1 + half) with boxxyerror fillstyle solid noborder linecolor rgb '#9abedb', \
  data index 1 using 5:($1 - half):(0):(2 * half) with vectors nohead linewidth 2.5 linecolor rgb '#1f6fb0', \
  data index 1 using 2:1 with points pointtype 7 pointsize 0.45 * dot linecolor rgb '#1f6fb0', \
  data index 1 using 8:1 with points pointtype 7 pointsize 0.45 * dot linecolor rgb '#1f6fb0'
