(function(){
var body=document.querySelector("#units tbody"),rows=[].slice.call(body.rows),bar=document.querySelector(".bar");
var word=document.getElementById("word"),code=document.getElementById("code"),name=document.getElementById("name"),told=document.getElementById("told");
function sift(){
 var n=0;
 rows.forEach(function(r){
  var on=(!word.value||r.cells[1].textContent===word.value)&&(!code.value||r.getAttribute("data-codes").indexOf(" "+code.value+" ")>=0)&&(!name.value||r.textContent.indexOf(name.value)>=0);
  r.hidden=!on;n+=on;
  var d=document.getElementById(r.getAttribute("data-unit"));if(d)d.hidden=!on;
 });
 told.textContent="显示 "+n+" 个";
}
[].forEach.call(document.querySelectorAll("#units th button"),function(b,at){
 var down=false;
 b.addEventListener("click",function(){
  down=!down;
  [].forEach.call(document.querySelectorAll("#units th"),function(th){th.removeAttribute("aria-sort")});
  b.parentNode.setAttribute("aria-sort",down?"descending":"ascending");
  rows.sort(function(x,y){
   var a=x.cells[at].textContent,c=y.cells[at].textContent,n=parseFloat(a)-parseFloat(c);
   var d=isNaN(n)?a.localeCompare(c,"zh"):n;return down?-d:d;
  });
  rows.forEach(function(r){body.appendChild(r)});
 });
});
word.addEventListener("change",sift);code.addEventListener("change",sift);name.addEventListener("input",sift);
function open(){var d=document.getElementById(location.hash.slice(1));if(d&&d.tagName==="DETAILS"){d.open=true;d.firstElementChild.focus()}}
window.addEventListener("hashchange",open);
body.addEventListener("click",function(e){if(e.target.getAttribute("href")===location.hash)setTimeout(open,0)});
window.addEventListener("beforeprint",function(){[].forEach.call(document.querySelectorAll("details"),function(d){d.open=true})});
bar.hidden=false;sift();open();
})();
